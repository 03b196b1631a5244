/** Bundles programs for Node into a folder, with their packages. */
export function bundle(entries: Readonly<Record<string, string>>, folder: string): Promise<void>;
