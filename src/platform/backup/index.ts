/** Backup and restore without any program beside Dunwell itself. */
export { makeBackup } from './backup.ts';
export { type BackupManifest, readManifest } from './format.ts';
export { type Restored, restoreBackup } from './restore.ts';
