/**
 * The sentences that the server's sources write, as patterns: what the test of the languages holds against those that are
 * told in the reader's language. For tests; no part of the program that is served.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface ServerSentence {
  readonly file: string;
  /** As it is written, with `…` for what is put in. */
  readonly text: string;
}

const root = join(import.meta.dirname, '../../..');
/** What stands for a value that is put in. */
const hole = '…';
/** Members that describe the programs’ interface, and words that are not sentences of ours. */
const unread = new Set(['summary', 'description', 'help', 'sql']);
/** Words of letters and messages have their own languages; what only a command line or a start says is in English, as commands are. */
const elsewhere =
  /letter|upload-page|templates\/|-words\.ts$|samples\.ts$|message\.ts$|print\.ts$|routes\.ts$|^platform\/(backup|postgres|ocr|mail|http|tenants|unfinished|jobs|file-pieces|audit|id|config)|^kernel\//;

/** All texts that an expression can be, with holes for its values. */
function shapesOf(node: ts.Expression): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return shapesOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...shapesOf(node.whenTrue), ...shapesOf(node.whenFalse)];
  if (!ts.isTemplateExpression(node)) return [hole];
  return node.templateSpans.reduce(
    (begun, span) =>
      begun.flatMap((text) => shapesOf(span.expression).map((value) => text + value + span.literal.text)).slice(0, 64),
    [node.head.text],
  );
}

/** Every sentence that the sources of the server write for people, one by one. */
export function sentencesOfServer(): readonly ServerSentence[] {
  const found = new Map<string, ServerSentence>();
  const files = ['kernel', 'platform', 'formats', 'modules'].flatMap((folder) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[])
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(folder, name).replaceAll('\\', '/')),
  );
  for (const file of files.filter((name) => !elsewhere.test(name)).sort()) {
    const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isTaggedTemplateExpression(node) || ts.isNewExpression(node)) return;
      if (ts.isPropertyAssignment(node) && unread.has(node.name.getText())) return;
      if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
        for (const shape of shapesOf(node)) {
          if (!/^["A-Z…].* .*[.?!]$/.test(shape)) continue;
          for (const text of shape.split(/(?<=[.?!]) (?=["A-Z…])/))
            if (/[a-z]{2}/.test(text)) found.set(text, { file, text });
        }
        return;
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...found.values()];
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&');
/** Values beside each other, such as a currency and its amount, are one place. */
const joined = (text: string): string => text.replaceAll(/…(?: …)+/g, hole);

/** The sentences of the server that none of `told` has the form of, as they are written. */
export function untold(sentences: readonly ServerSentence[], told: readonly string[]): string[] {
  const forms = told.map((one) => joined(one.replaceAll(/\{\w+\}/g, hole)));
  const known = new Set(forms);
  return sentences
    .filter(({ text }) => {
      const form = joined(text);
      // A sentence that is put in before another is told by itself.
      if (known.has(form) || known.has(form.startsWith(`${hole} `) ? form.slice(2) : form)) return false;
      // A word that is put in may be told as a part of the sentence.
      const fits = new RegExp(`^${form.split(hole).map(escaped).join('.+')}$`);
      return !form.includes(hole) || !forms.some((one) => fits.test(one));
    })
    .map(({ file, text }) => `${file}: ${text}`);
}
