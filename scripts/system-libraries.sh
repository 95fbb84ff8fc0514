#!/bin/sh
# Pango (PDF export), CJK fonts and Chromium (browser tests): install with apt where allowed, else print the command.
set -u
packages=""
have_lib() { ldconfig -p 2>/dev/null | grep -q "$1"; }
have_lib libpango-1.0 && have_lib libpangoft2-1.0 || packages="$packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
fc-list 2>/dev/null | grep -qi "Noto.*CJK" || packages="$packages fontconfig fonts-noto-cjk"
if [ -n "${CI:-}" ]; then
  command -v chromium >/dev/null 2>&1 || packages="$packages chromium"
  [ -d /usr/lib/postgresql ] || packages="$packages postgresql"
fi
[ -z "$packages" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "安装系统组件:$packages"
  apt-get update -qq >/dev/null 2>&1
  # shellcheck disable=SC2086
  if apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1; then exit 0; fi
fi
echo "缺少系统组件。PDF 导出与中文字体需要它们，其余功能不受影响。请执行："
echo "  sudo apt-get install -y --no-install-recommends$packages"
exit 0
