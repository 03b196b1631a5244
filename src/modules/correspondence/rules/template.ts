/** The prose of a message: what it says around its table. Paragraphs are parted by an empty line. Pure. */

export interface TemplateProse {
  readonly subject: string;
  readonly opening: string;
  readonly closing: string;
}

/** Which prose: of a kind of message, in a language, at a level. */
export interface TemplateKey {
  readonly name: string;
  readonly language: string;
  readonly level: number;
}

export interface Template extends TemplateKey, TemplateProse {
  /** The version's place in the order of commits; null for the built-in prose. */
  readonly seq: bigint | null;
}
