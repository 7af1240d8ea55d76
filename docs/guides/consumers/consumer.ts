// Keeps every entry of a ledger in a file, each once and in order, whatever ends in between.
//   npx tsx consumer.ts http://localhost:5080 entries.ndjson ["plan=wuxi-145"]
// The file is both the result and the place where it stopped: it goes on after the last whole line.
import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";

interface LedgerEvent { id: string; type: string; subject: string; time: string; previous: number; position: number; data: unknown }
interface Page { entries: LedgerEvent[]; next: number; head: number }

const [ledger, file, filter = ""] = process.argv.slice(2);

function resume(): number {
  if (!existsSync(file)) return 0;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(10) + 1;
  if (end < bytes.length) truncateSync(file, end); // a line that was cut short
  const last = bytes.subarray(0, end).toString("utf8").trimEnd().split("\n").at(-1);
  return last ? (JSON.parse(last) as LedgerEvent).position : 0;
}

let position = resume();
for (;;) {
  try {
    const answer = await fetch(`${ledger}/api/v1/feed?after=${position}&limit=500&wait=30&${filter}`, { signal: AbortSignal.timeout(60_000) });
    if (answer.status >= 400 && answer.status < 500) throw new Error(`${answer.status} ${await answer.text()}`, { cause: "refused" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const page = (await answer.json()) as Page;
    for (const entry of page.entries) {
      if (entry.previous !== position) throw new Error(`After ${position} came ${entry.position}, which follows ${entry.previous}.`, { cause: "refused" });
      position = entry.position;
    }
    if (page.entries.length > 0) appendFileSync(file, page.entries.map(entry => JSON.stringify(entry) + "\n").join(""));
    position = page.next;
  } catch (error) {
    console.error(String(error));
    if (error instanceof Error && error.cause === "refused") process.exit(1); // to ask again would not help
    await new Promise(done => setTimeout(done, 2_000));
  }
}
