// readability.mjs MODULES OUT FOLDER... : reads each page of the folders with readability.js over linkedom, both from
// MODULES (a node_modules folder). Prints "seconds <processor time>"; OUT gets {file: {text, title, author, date}}.
import { createRequire } from "node:module";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [modules, out, ...folders] = process.argv.slice(2);
const require = createRequire(join(modules, "x.js"));
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const label = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(bytes.subarray(0, 4096).toString("latin1"))?.[1] ?? "windows-1252";
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }
}

const found = {};
const start = process.cpuUsage();
for (const folder of folders)
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    try {
      const { document } = parseHTML(decode(readFileSync(path)));
      const article = new Readability(document).parse();
      if (article)
        found[path] = { text: article.textContent, title: article.title, author: article.byline, date: article.publishedTime };
    } catch (error) {
      console.error(`${path}: ${error.message}`);
    }
  }
const used = process.cpuUsage(start);
console.log("seconds", (used.user + used.system) / 1e6);
writeFileSync(out, JSON.stringify(found));
