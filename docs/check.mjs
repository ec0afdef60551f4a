// Reads Markdown files and follows their relative links; see docs/check.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const withoutCode = (text) => text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");

// As GitHub makes them: lower case, no punctuation, hyphens for spaces.
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

const anchors = (file) =>
  new Set(
    readFileSync(file, "utf8")
      .replace(/^```[\s\S]*?^```/gm, "")
      .split("\n")
      .filter((line) => /^#{1,6} /.test(line))
      .map((line) => anchor(line.replace(/^#+ /, ""))),
  );

let links = 0;
const faults = [];
for (const file of process.argv.slice(2).filter((name) => existsSync(name))) {
  for (const [, target] of withoutCode(readFileSync(file, "utf8")).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    links++;
    const [path, heading] = target.split("#");
    const there = path === "" ? file : join(dirname(file), decodeURI(path));
    if (!existsSync(there)) {
      faults.push(`${file}: ${target} is not there`);
    } else if (heading && statSync(there).isFile() && !anchors(there).has(heading)) {
      faults.push(`${file}: ${target} has no such heading`);
    }
  }
}
faults.forEach((fault) => console.error(fault));
console.log(`${links} links in ${process.argv.length - 2} files, ${faults.length} broken`);
process.exit(faults.length === 0 ? 0 : 1);
