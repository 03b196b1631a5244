/**
 * The API's documentation as one page, made from the OpenAPI document on the server: no package, no network, no inline
 * script, readable without scripts (the script only filters).
 */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly description?: string;
  readonly pattern?: string;
  readonly default?: unknown;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
  readonly responses?: Readonly<
    Record<string, { description?: string; content?: Readonly<Record<string, { schema?: Schema }>> }>
  >;
}

export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Escapes text for HTML, attribute values included. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Text with `code` marks. */
const prose = (text: string): string => escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'any';
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)!;
    return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a>`;
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(typeOf))].join(' | ');
  if (schema.enum) return schema.enum.map((one) => escapeHtml(JSON.stringify(one))).join(' | ');
  if (schema.items) return `${typeOf(schema.items)}[]`;
  return escapeHtml(Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? 'any'));
}

function members(schema: Schema | undefined, caption: string): string {
  if (!schema) return '';
  if (!schema.properties) return `<p>${escapeHtml(caption)}: ${typeOf(schema)}</p>`;
  const rows = Object.entries(schema.properties).map(([name, inner]) => {
    const needed = schema.required?.includes(name) ? 'required' : 'optional';
    const nested = inner.items?.properties ?? inner.properties;
    const deeper = nested ? members(inner.items ?? inner, name) : '';
    return `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${typeOf(inner)}</td><td>${needed}</td><td>${prose(inner.description ?? '')}${deeper}</td></tr>`;
  });
  return table(caption, rows);
}

const table = (caption: string, rows: readonly string[]): string =>
  `<div class="scroll"><table><caption>${escapeHtml(caption)}</caption><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Needed</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;

function describeOperation(method: string, path: string, operation: Operation): string {
  const name = operation.operationId ?? `${method} ${path}`;
  const parameters = (operation.parameters ?? []).map(
    (parameter) =>
      `<tr><th scope="row"><code>${escapeHtml(parameter.name)}</code> in ${escapeHtml(parameter.in)}</th><td>${typeOf(parameter.schema)}</td><td>${parameter.required ? 'required' : 'optional'}</td><td>${prose(parameter.schema?.description ?? '')}</td></tr>`,
  );
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) =>
    members(schema, `Request (${type})`),
  );
  const answers = Object.entries(operation.responses ?? {})
    .filter(([status]) => status !== 'default')
    .flatMap(([status, response]) =>
      response.content
        ? Object.entries(response.content).map(([type, { schema }]) => members(schema, `Answer ${status} (${type})`))
        : [`<p>Answer ${escapeHtml(status)} without a body.</p>`],
    );
  const words = [name, method, path, operation.summary ?? '', operation.description ?? ''].join(' ').toLowerCase();
  return `<article id="${escapeHtml(name)}" data-words="${escapeHtml(words)}"><h3><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code></h3><p>${prose(operation.summary ?? '')}</p><p class="meta"><code>${escapeHtml(name)}</code> · ${prose(operation.description ?? '')}</p>${parameters.length > 0 ? table('Parameters', parameters) : ''}${bodies.join('')}${answers.join('')}</article>`;
}

/** Writes the page for a document. */
export function renderApiDocs(document: OpenApiDocument): string {
  const groups = new Map<string, string[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method] as Operation | undefined;
      if (!operation) continue;
      const tag = operation.tags?.[0] ?? 'other';
      groups.set(tag, [...(groups.get(tag) ?? []), describeOperation(method, path, operation)]);
    }
  }
  const names = [...groups.keys()].sort();
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Schema][];
  const title = escapeHtml(document.info.title);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="/api/docs/style.css"><script src="/api/docs/filter.js" defer></script></head>
<body><header><h1>${title}</h1><p>${prose(document.info.description ?? '')} Version ${escapeHtml(document.info.version)}. <a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
<search><label for="filter">Filter operations</label> <input id="filter" type="search" autocomplete="off"> <output id="found" for="filter"></output></search></header>
<nav aria-label="Modules"><ul>${names.map((tag) => `<li><a href="#module-${escapeHtml(tag)}">${escapeHtml(tag)}</a></li>`).join('')}<li><a href="#schemas">Schemas</a></li></ul></nav>
<main>${names.map((tag) => `<section id="module-${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${groups.get(tag)!.join('')}</section>`).join('')}
<section id="schemas"><h2>Schemas</h2>${schemas.map(([name, schema]) => `<article id="schema-${escapeHtml(name)}"><h3><code>${escapeHtml(name)}</code></h3><p>${prose(schema.description ?? '')}</p>${members(schema, `Members of ${name}`)}</article>`).join('')}</section></main></body></html>`;
}

/** Quiet paper, one blue; dark where the reader prefers it. */
export const docsStyle = `:root{color-scheme:light dark;--paper:oklch(.985 .003 95);--ink:oklch(.23 .015 260);--ink-2:oklch(.46 .015 260);--accent:oklch(.47 .13 255);--line:oklch(.9 0 0);--border:oklch(.62 0 0)}
@media (prefers-color-scheme:dark){:root{--paper:oklch(.18 .008 260);--ink:oklch(.94 .005 260);--ink-2:oklch(.73 .012 260);--accent:oklch(.77 .11 250);--line:oklch(.31 0 0);--border:oklch(.58 0 0)}}
*{box-sizing:border-box}body{margin:0;padding:24px;background:var(--paper);color:var(--ink);font:13px/20px "Inter Variable",Inter,system-ui,sans-serif;display:grid;grid-template-columns:160px minmax(0,1fr);gap:24px;max-width:1100px}
header{grid-column:1/-1}h1{font-size:18px;font-weight:600;margin:0}h2{font-size:15px;border-bottom:1px solid var(--line);padding-bottom:4px}h3{font-size:13px;margin:0}
a{color:var(--accent)}a:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}.meta{color:var(--ink-2);font-size:12px}
nav ul{list-style:none;margin:0;padding:0;position:sticky;top:24px}nav a{display:block;padding:4px 0;text-decoration:none}
article{padding:16px 0;border-bottom:1px solid var(--line)}.method{color:var(--accent);font-weight:600}code{font:12px/20px ui-monospace,monospace;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}caption{text-align:left;color:var(--ink-2);padding:8px 0 4px}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-top:1px solid var(--line);font-weight:400}thead th{color:var(--ink-2)}
.scroll{overflow-x:auto}input{font:inherit;color:inherit;background:transparent;border:1px solid var(--border);border-radius:4px;height:28px;padding:0 8px;width:min(320px,100%)}[hidden]{display:none}
@media (max-width:640px){body{grid-template-columns:minmax(0,1fr);padding:16px}nav ul{position:static;display:flex;flex-wrap:wrap;gap:0 16px}}`;

export const docsScript = `const field=document.getElementById('filter');const found=document.getElementById('found');
field.addEventListener('input',()=>{const words=field.value.toLowerCase().split(/\\s+/).filter(Boolean);let count=0;
for(const article of document.querySelectorAll('article[data-words]')){const hit=words.every((word)=>article.dataset.words.includes(word));article.hidden=!hit;if(hit)count+=1}
for(const section of document.querySelectorAll('section[id^="module-"]'))section.hidden=!section.querySelector('article:not([hidden])');
found.textContent=words.length?count+' operations':''});`;
