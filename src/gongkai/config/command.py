"""The one command: ``gongkai SUBCOMMAND``; its subcommands are Django management commands."""

import os
import sys

OWN = {
    "account": "管理工作台账号",
    "agencies": "列出机构",
    "audit": "核验审计日志",
    "catalogue": "核对公开目录",
    "check": "检查安装与配置",
    "demo": "载入演示区并启动服务",
    "dump": "导出全部公开数据",
    "import": "从表格文件导入记录",
    "law": "期限、收费、工作日历",
    "migrate": "建立或升级数据库",
    "report": "编制、解释、核对年度报告",
    "search": "查找已公开的信息",
    "serve": "启动服务",
    "shield": "检查文件里的隐藏数据和个人信息",
    "worker": "执行后台任务",
}
USAGE_ERROR = 2


def main() -> None:
    """Run a subcommand; a bare call lists them. A wrong set-up is one sentence, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        sys.stdout.write("用法：gongkai 子命令 [选项]\n\n")
        for name, purpose in OWN.items():
            if purpose:
                sys.stdout.write(f"  {name:<10}{purpose}\n")
        sys.stdout.write("\n用 gongkai 子命令 --help 查看选项。\n")
        return
    import django  # noqa: PLC0415
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - a bare call needs no Django
    from django.core.management import execute_from_command_line, get_commands  # noqa: PLC0415

    try:
        django.setup()
        if arguments[0] not in get_commands():
            sys.stderr.write(f"没有子命令“{arguments[0]}”；用 gongkai --help 查看全部子命令\n")
            raise SystemExit(USAGE_ERROR)
        execute_from_command_line(["gongkai", *arguments])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read our output stopped reading
    except (ImproperlyConfigured, RuntimeError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(USAGE_ERROR) from None


if __name__ == "__main__":
    main()
