/** `documents attach | list | save`: PDF copies of documents, by the number of the document they belong to. */
import { existsSync, writeFileSync } from 'node:fs';
import { findWholeCustomer } from '#customers';
import { csvRow } from '#formats';
import { walkFolder } from '#integrations';
import { done, refuse, textKey } from '#kernel';
import { filesOf, runQuery } from '#platform';
import { attachFiles, type DocumentFile, documentFileKinds, loadDocumentFiles } from '#receivables';
import { type Command, type Invocation, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';

function kindOption(invocation: Invocation): (typeof documentFileKinds)[number] {
  const given = textOption(invocation, 'kind') ?? 'invoice';
  const kind = documentFileKinds.find((one) => one === given);
  if (kind === undefined) throw new UsageError(`--kind takes one of ${documentFileKinds.join(', ')}.`);
  return kind;
}

const documentsAttachCommand: Command = {
  name: 'documents attach',
  arguments: 'FOLDER [--kind invoice|delivery_proof|order] [--check] [--result FILE]',
  summary:
    'Attaches the PDF files of a folder to the documents whose numbers they carry; what belongs to none is listed in a result file.',
  options: { kind: 'text', check: 'flag', result: 'text' },
  files: [1, 1],
  run(invocation) {
    const folder = invocation.files[0]!;
    const kind = kindOption(invocation);
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const walked = walkFolder(folder);
      if (!walked.ok) return walked;
      const check = invocation.options['check'] === true;
      const outcome = await attachFiles(engine, caller, {
        company,
        files: walked.value.files,
        standardKind: kind,
        check,
        onProgress: (count, total) => invocation.progress.update('documents attach', count, total),
      });
      if (!outcome.ok) return outcome;
      const unmatched = [...walked.value.left, ...outcome.value.unmatched].sort((a, b) => (a.file < b.file ? -1 : 1));
      const { attached, known } = outcome.value;
      const resultPath = textOption(invocation, 'result') ?? `${folder.replace(/[/\\]+$/, '')}.unmatched.csv`;
      const rows = unmatched.map((one) => csvRow([one.file, one.code, one.reason]));
      if (unmatched.length > 0)
        writeFileSync(resultPath, `\ufeff${csvRow(['file', 'code', 'reason'])}${rows.join('')}`);
      const resultFile = unmatched.length > 0 ? resultPath : null;
      const said = `${attached} files ${check ? 'would be attached' : 'were attached'}, ${known} were there already, ${unmatched.length} were not taken${resultFile ? ` (see ${resultFile})` : ''}.`;
      const shown = unmatched.slice(0, 20).map((one) => [one.file, one.reason]);
      return done({
        json: { attached, known, unmatched, check, resultFile },
        text: shown.length === 0 ? said : `${said}\n\n${table(['File', 'Why'], shown)}`,
      });
    });
  },
};

const rowOf = (file: DocumentFile) => ({
  id: file.id.toString(),
  customer: file.customer,
  number: file.number,
  kind: file.kind,
  file: file.fileName,
  sizeBytes: file.sizeBytes,
});

const documentsListCommand: Command = {
  name: 'documents list',
  arguments: '--customer NUMBER | --number NUMBER',
  summary: 'Lists the PDF copies of a customer’s documents, or those of one document number.',
  options: { customer: 'text', number: 'text' },
  files: [0, 0],
  run(invocation) {
    const customer = textOption(invocation, 'customer');
    const number = textOption(invocation, 'number');
    if ((customer === undefined) === (number === undefined))
      throw new UsageError('Name a customer or a document: --customer NUMBER or --number NUMBER.');
    return withCompany(invocation, ({ engine, tenant }, company, day) =>
      runQuery(engine, tenant.id, async (db) => {
        const whole =
          customer === undefined
            ? undefined
            : await findWholeCustomer(db, tenant.id, { companyId: company.id, day, number: customer });
        if (customer !== undefined && !whole)
          return refuse('receivables.customer-not-found', `There is no customer "${customer}" in ${company.code}.`);
        const files = await loadDocumentFiles(
          db,
          tenant.id,
          whole ? { accountIds: whole.accountIds } : { companyId: company.id, numberKey: textKey(number!) },
        );
        const rows = files.map(rowOf);
        const text =
          rows.length === 0
            ? 'No files.'
            : table(
                ['Id', 'Customer', 'Document', 'Kind', 'File', 'Bytes'],
                rows.map((row) => [row.id, row.customer, row.number, row.kind, row.file, String(row.sizeBytes)]),
                ['right', 'left', 'left', 'left', 'left', 'right'],
              );
        return done({ json: { rows }, text });
      }),
    );
  },
};

const documentsSaveCommand: Command = {
  name: 'documents save',
  arguments: 'FILE-ID PATH',
  summary: 'Writes a PDF copy to a path that does not exist yet.',
  options: {},
  files: [2, 2],
  run(invocation) {
    const [id, path] = invocation.files;
    if (!/^\d{1,18}$/.test(id!)) throw new UsageError(`"${id}" is not the number of a file.`);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const [file] = await runQuery(engine, tenant.id, (db) => loadDocumentFiles(db, tenant.id, { id: BigInt(id!) }));
      if (!file || file.companyId !== company.id)
        return refuse('receivables.file-not-found', `There is no file ${id} in ${company.code}.`);
      const bytes = filesOf(engine).read(tenant.id, file.sha256);
      if (!bytes) return refuse('receivables.file-gone', 'The content of this file was erased.');
      if (existsSync(path!))
        return refuse('documents.exists', `"${path}" exists already; name another path.`, {}, { file: path! });
      writeFileSync(path!, bytes, { flag: 'wx' });
      return done({ json: { ...rowOf(file), path }, text: `${file.fileName} was written to ${path}.` });
    });
  },
};

export const fileCommands: readonly Command[] = [documentsAttachCommand, documentsListCommand, documentsSaveCommand];
