/** The door of offsets: what customers owe, set off against credits and against what we owe the same legal entity. */
export { reverseOffset, withdrawOffset } from './commands/end-offset.ts';
export { executeOffset, executeOffsetAction } from './commands/execute-offset.ts';
export { acceptDocument, keepDocument, rejectDocument } from './commands/keep-document.ts';
export {
  agreementToJson,
  findAgreement,
  keepAgreementCopy,
  listAgreements,
  recordAgreement,
  withdrawNetting,
} from './commands/netting-agreements.ts';
export {
  differs,
  linkVendor,
  offeredAlready,
  offerPayables,
  payablesChunkSize,
  unlinkVendor,
  withdrawPayable,
} from './commands/offer-payables.ts';
export { proposeByHand, proposeOffsets } from './commands/propose-offsets.ts';
export { receiveByLink } from './commands/receive-by-link.ts';
export { remindOfDocuments, requestDocuments, withdrawDocumentRequest } from './commands/request-documents.ts';
export { setOffsetPolicy } from './commands/set-policy.ts';
export type * from './model.ts';
export { documentKinds, offsetStates, standardPolicy } from './model.ts';
export { linkOf, offsetRequestKind } from './offset-request.ts';
export { personalColumns } from './personal-columns.ts';
export { listedToJson, listOffsets, loadOffset, offsetToJson } from './queries/offsets.ts';
export { listPayables, payablesToJson } from './queries/payables.ts';
export { previewRequest } from './queries/preview-request.ts';
export { routes } from './routes.ts';
export { loadRequests } from './store/documents.ts';
export type { NewPayable } from './store/payables.ts';
export { listPolicies as listOffsetPolicies, loadPolicy as loadOffsetPolicy } from './store/policy.ts';
