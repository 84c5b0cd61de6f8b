// For the check of the types only: what browsers have and the compiler's library does not know yet. Nothing of this is published.

interface Array<T> {
  findLastIndex(isSo: (value: T, index: number, all: T[]) => unknown): number;
}

interface WakeLockSentinel {
  release(): Promise<void>;
}

interface Navigator {
  readonly wakeLock: { request(kind: "screen"): Promise<WakeLockSentinel> };
}

// What a selector finds in our pages is HTML, but where a script says otherwise.
interface ParentNode {
  querySelector<Name extends keyof HTMLElementTagNameMap>(selectors: Name): HTMLElementTagNameMap[Name];
  querySelector<Found extends Element = HTMLElement>(selectors: string): Found;
  querySelectorAll<Name extends keyof HTMLElementTagNameMap>(selectors: Name): NodeListOf<HTMLElementTagNameMap[Name]>;
  querySelectorAll<Found extends Element = HTMLElement>(selectors: string): NodeListOf<Found>;
}
