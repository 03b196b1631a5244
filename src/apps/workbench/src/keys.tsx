/**
 * The keyboard layer: single letters, chords (G then a letter) and Ctrl combinations, answered by whatever is on screen,
 * the innermost first. Letters never fire while somebody types, and can be switched off (WCAG 2.1.4).
 */
import { useLayoutEffect, useRef } from 'react';
import { t } from './language.ts';
import { heldByUnread } from './parts/unread.ts';
import { choosePreferences, chosenPreferences, usePreferences } from './preferences.ts';

export interface KeyBinding {
  /** `c`, `?`, `Enter`, `mod+k`, `g t`; several ways are divided by a bar: `j|ArrowDown`. */
  readonly keys: string;
  /** What it does, for the sheet of keys; without, it is not listed. */
  readonly label?: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Fires also while somebody types; for Escape and Ctrl combinations. */
  readonly whileTyping?: boolean;
}

interface Layer {
  bindings: readonly KeyBinding[];
  /** Nothing beneath this layer hears a key: a dialog. */
  readonly modal: boolean;
}

const layers: Layer[] = [];
let lookedOver = true;
const changed = (): void => {
  if (!lookedOver) return;
  lookedOver = false;
  // Once the page stands: parts that come and go together are not counted half.
  setTimeout(() => {
    lookedOver = true;
    for (const fault of doublyBound()) console.error(fault);
  });
};
const lettersAct = (): boolean => chosenPreferences().letters !== false;
/** Whether single letters act. */
export const useLetters = (): boolean => usePreferences().letters !== false;
export const switchLetters = (on: boolean): void => choosePreferences({ letters: on ? undefined : false });

/** Keys of a part of the page, as long as it is there. */
export function useKeys(bindings: readonly KeyBinding[], options: { modal?: boolean } = {}): void {
  const layer = useRef<Layer>({ bindings, modal: options.modal ?? false });
  layer.current.bindings = bindings;
  // With the drawing itself: whoever sees the page may press at once.
  useLayoutEffect(() => {
    const own = layer.current;
    layers.push(own);
    changed();
    return () => {
      layers.splice(layers.indexOf(own), 1);
      changed();
    };
  }, []);
}

/** All keys that act at the moment and say what they do, the innermost first; one that an inner part has taken is not there. */
export function activeBindings(): readonly KeyBinding[] {
  const taken = new Set<string>();
  const found: KeyBinding[] = [];
  for (const layer of layers.toReversed()) {
    if (layer.modal) break;
    const free = layer.bindings.filter((one) => !one.keys.split('|').some((key) => taken.has(key)));
    found.push(...free.filter((one) => one.label !== undefined));
    for (const one of free) for (const key of one.keys.split('|')) taken.add(key);
  }
  return found;
}

/**
 * Keys that two parts of the page want at once: the inner one would win and the other's word be wrong. A fault of the
 * program, so the console says it, where every test of a page hears it. Escape closes the innermost, that is its sense.
 */
function doublyBound(): string[] {
  const labels = new Map<string, string>();
  const faults: string[] = [];
  for (const layer of layers.toReversed()) {
    if (layer.modal) break;
    for (const { keys, label = '' } of layer.bindings)
      for (const key of keys.split('|')) {
        if (key === 'Escape') continue;
        if (labels.has(key)) faults.push(`the key ${key} is bound twice: "${labels.get(key)}" and "${label}"`);
        labels.set(key, label);
      }
  }
  return faults;
}

const textTypes = /^(text|search|email|tel|url|password|number|date)$/;
/** Whether the keys belong to a field of text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && textTypes.test(target.type);
}

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (event.key.length > 1 || mod);
  return `${mod ? 'mod+' : ''}${shift ? 'shift+' : ''}${key}`;
}

/**
 * The button that sends the form in which one types: Ctrl+Enter presses it, before the page would do what that key means
 * elsewhere, so that whoever writes why money is declined does not apply it. What is not ready is not sent. A dialog has the
 * key itself; a form of several such buttons has none that is meant.
 */
function buttonOfForm(target: EventTarget | null): HTMLButtonElement | undefined {
  const form = target instanceof Element ? target.closest('form') : null;
  if (!form || form.closest('[role=dialog]')) return undefined;
  const [button, ...more] = form.querySelectorAll<HTMLButtonElement>('button[type=submit]');
  return more.length === 0 ? button : undefined;
}

let chord: { key: string; until: number } | undefined;
/** The key that acted and may be down still. */
let acted: string | undefined;
/** What goes on while it is held down. */
const moving = /^([jk[\]]|Arrow\w+|Page\w+|Home|End)$/;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const pressed = nameOf(event);
  // A key that is held down moves on, but does nothing twice: no second receipt is applied, and nothing is typed into what it opened.
  if (event.repeat && event.code === acted && !moving.test(event.key)) {
    event.preventDefault();
    return;
  }
  acted = undefined;
  const typing = isTyping(event.target);
  const letter = pressed.length === 1;
  if (letter && (typing || !lettersAct())) return;
  // A button, link or box to tick keeps its own Enter and Space; a tab or row that is chosen already has no use for them.
  const control =
    event.target instanceof Element && event.target.closest('button,a,summary,input,[role^=menuitem],[role=tab]');
  if (control && control.getAttribute('aria-current') !== 'true' && (pressed === 'Enter' || pressed === ' ')) return;
  // What saves from the keyboard, or from within the field itself, is held as a form is.
  if (pressed === 'mod+Enter' && heldByUnread()) {
    event.preventDefault();
    return;
  }
  const button = pressed === 'mod+Enter' ? buttonOfForm(event.target) : undefined;
  if (button) {
    event.preventDefault();
    acted = event.code;
    button.click();
    return;
  }
  const wanted = chord && event.timeStamp < chord.until ? [`${chord.key} ${pressed}`, pressed] : [pressed];
  chord = undefined;
  for (const name of wanted) {
    for (const layer of layers.toReversed()) {
      const binding = layer.bindings.find((one) => one.keys.split('|').includes(name) && (!typing || one.whileTyping));
      if (binding) {
        event.preventDefault();
        acted = event.code;
        binding.run(event);
        return;
      }
      if (layer.modal) break;
    }
  }
  if (pressed === 'g' && !typing) chord = { key: 'g', until: event.timeStamp + 1_500 };
}
document.addEventListener('keydown', onKeyDown);

const onMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** What stands on a cap: a sign, or the word of the reader's keyboard. */
function capOf(key: string): string {
  switch (key) {
    case 'mod':
      return onMac ? '⌘' : t('Ctrl');
    case 'shift':
      return '⇧';
    case 'ArrowDown':
      return '↓';
    case 'ArrowUp':
      return '↑';
    case 'ArrowLeft':
      return '←';
    case 'ArrowRight':
      return '→';
    case 'Enter':
      return '↵';
    case 'Escape':
      return t('Esc');
    case ' ':
      return t('Space');
    default:
      return key.length === 1 ? key.toUpperCase() : key;
  }
}

/** A key as it stands on a keyboard: `mod+Enter` → Ctrl ↵. The first of several ways. */
export function Keys({ keys, className = '' }: { keys: string; className?: string }) {
  const [first] = keys.split('|');
  const caps = first === ' ' ? [' '] : first!.split(/[+ ]/);
  return (
    <span className={`inline-flex gap-0.5 ${className}`} aria-hidden="true">
      {caps.map((cap) => (
        <kbd key={cap} className="key">
          {capOf(cap)}
        </kbd>
      ))}
    </span>
  );
}
