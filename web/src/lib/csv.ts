// Reads CSV text (RFC 4180) into rows of named cells; the first row names them.
export function readCsv(text: string): { columns: string[]; rows: Record<string, string>[] } {
  const records: string[][] = [];
  let record: string[] = [], cell = '', quoted = false;
  const end = () => { record.push(cell); cell = ''; };
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[at + 1] === '"') { cell += '"'; at++; } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',') end();
    else if (c === '\n') { end(); records.push(record); record = []; } else if (c !== '\r') cell += c;
  }
  if (cell !== '' || record.length > 0) { end(); records.push(record); }
  const [columns = [], ...rest] = records.filter((each) => each.some((text) => text.trim() !== ''));
  const names = columns.map((name) => name.trim());
  return { columns: names, rows: rest.map((each) => Object.fromEntries(names.map((name, index) => [name, (each[index] ?? '').trim()]))) };
}
