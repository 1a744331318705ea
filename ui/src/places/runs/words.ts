// Words of a command line, as text that a person reads and types.

// One word as a shell would need it, and a line of words as a shell splits it; nothing is expanded.
export const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`);

export function split(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let mark = "";
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!;
    if (mark) {
      if (letter === mark) mark = "";
      else if (letter === "\\" && mark === '"' && /["\\]/.test(line[at + 1] ?? "")) word += line[++at]!;
      else word += letter;
    } else if (letter === "'" || letter === '"') {
      mark = letter;
      word ??= "";
    } else if (letter === "\\" && at + 1 < line.length) {
      word = (word ?? "") + line[++at]!;
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + letter;
    }
  }
  return word === undefined ? words : [...words, word];
}
