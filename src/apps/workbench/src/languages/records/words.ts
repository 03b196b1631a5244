/** Words of the back office's lists that come from codes of the books. */
export const recordWords: readonly string[] = [
  'running',
  'done',
  'done, with notes',
  'refused',
  'broke off',
  'File import',
  'Erp load',
  'Waits to be handed over',
  'Handed over',
  'Confirmed by the ERP',
  'Refused by the ERP',
  'The ERP cleared otherwise',
  'Confirmed, and shown otherwise',
  'Taken back before it left',
  'Clearing',
  'Clearing taken back',
];
