/** The receivables' door: open items, clearing, blocks, aging. */
export { blockItems, blockItemsIn, endBlocks, endBlocksIn, type NewBlock } from './commands/block-items.ts';
export { changeDueDate, changeDueDatesIn } from './commands/change-due-date.ts';
export {
  type ClearingRequest,
  clearItems,
  clearItemsIn,
  clearMany,
  clearManyIn,
  reverseClearing,
  reverseClearingIn,
} from './commands/clear-items.ts';
export { postDocuments, postDocumentsIn, postingChunkSize } from './commands/post-documents.ts';
export { type RevaluationResult, revalue } from './commands/revalue.ts';
export { reverseDocument, reverseDocumentIn } from './commands/reverse-document.ts';
export type * from './model.ts';
export { documentTypes, notedTypes, specialGlAccounts } from './model.ts';
export { personalColumns } from './personal-columns.ts';
export {
  type Aging,
  type AgingRequest,
  type AgingRow,
  aging,
  agingIn,
  agingToJson,
  bucketNames,
  seqKnownAt,
} from './queries/aging.ts';
export {
  type GroupAging,
  type GroupAgingRequest,
  type GroupRates,
  groupAging,
  groupAgingToJson,
} from './queries/group-aging.ts';
export { type ItemQuery, type ListedItem, listItems } from './queries/list-items.ts';
export { type Revaluation, revaluation, revaluationToJson } from './queries/revaluation.ts';
export { openAmountAssertion, summaryProjector } from './registrations.ts';
export { routes } from './routes.ts';
export type { OneTimeParty } from './rules/party.ts';
export { type ItemSelection, loadItems } from './store/items.ts';
export { loadSummaries, projectSummaries, summaryOf } from './store/summary.ts';
