/** Backup and restore without any program beside Dunwell itself. */
export { type BackupInput, makeBackup } from './backup.ts';
export { type BackupManifest, readManifest } from './format.ts';
export { type Restored, type RestoreInput, restoreBackup } from './restore.ts';
