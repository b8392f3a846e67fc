#!/bin/sh
# Fetches axe-core, pinned by version and checksum, into .tools/axe: pages are checked with it.
set -eu
version=4.14.1
integrity=sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==
command -v npm >/dev/null 2>&1 || { echo "npm is needed: install Node.js 18 or later."; exit 1; }
rm -rf .tools/axe .tools/axe.new
mkdir -p .tools/axe.new
cd .tools/axe.new
npm pack --silent "axe-core@$version" >/dev/null
INTEGRITY="$integrity" node -e '
  const [algorithm, wanted] = process.env.INTEGRITY.split(/-(.*)/s);
  const data = require("fs").readFileSync(process.argv[1]);
  const found = require("crypto").createHash(algorithm).update(data).digest("base64");
  if (found !== wanted) { console.error(`axe-core: checksum ${found}, expected ${wanted}`); process.exit(1); }
' "axe-core-$version.tgz"
tar -xzf "axe-core-$version.tgz" package/axe.min.js package/LICENSE
mv package/axe.min.js package/LICENSE .
rm -rf package "axe-core-$version.tgz"
cd ..
mv axe.new axe
touch axe
