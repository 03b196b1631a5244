/** Bundles programs for Node into a folder; packages stay outside. */
export function bundle(entries: Readonly<Record<string, string>>, folder: string): Promise<void>;
