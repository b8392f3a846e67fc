#!/bin/sh
# Installs an independent tus server, pinned, into .tools/tus: the upload client is tested with it.
set -eu
command -v npm >/dev/null 2>&1 || { echo "npm is needed: install Node.js 18 or later."; exit 1; }
rm -rf .tools/tus
mkdir -p .tools/tus.new
cd .tools/tus.new
echo '{"private": true}' > package.json
npm install --silent --no-audit --no-fund --no-package-lock \
  @tus/server@2.4.5 @tus/file-store@2.1.1
cd ..
mv tus.new tus
touch tus
