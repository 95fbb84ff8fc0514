"""Finding what is public: one question, answered by the engine the installation has."""
