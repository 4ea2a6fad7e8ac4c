import type { Page } from '@playwright/test';

/** What `spyOnIds` has seen, as a sentence each: where it stood, and what it said. */
declare global {
  interface Window {
    seenIds?: Set<string>;
  }
}

/**
 * From the first moment of the page on, notes every text with one of these ids in it: of elements and what describes them (titles, names
 * for screen readers, placeholders), for however short a moment, and what is painted on a canvas. What people type, and code, is left out.
 */
export async function spyOnIds(page: Page, pattern: string): Promise<void> {
  await page.addInitScript((source) => {
    const ids = new RegExp(source);
    const read = ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'alt'];
    const seen = (window.seenIds = new Set<string>());
    const note = (where: Element | null, what: string, text: string | null): void => {
      if (text === null || !ids.test(text) || where?.closest('script, style, .cm-editor, [data-shows-ids]') != null) return;
      const inside = where?.closest('[role=tabpanel], [role=dialog], [role=menu], section[aria-label], form')?.getAttribute('aria-label');
      const at = `${inside ?? ''} <${where?.tagName.toLowerCase() ?? ''} ${where?.getAttribute('class') ?? ''}>`;
      seen.add(`${at.trim()} ${what}: ${text.slice(0, 200)}`);
    };
    const look = (node: Node): void => {
      if (node.nodeType === 3) note(node.parentElement, 'text', node.nodeValue);
      if (!(node instanceof Element)) return;
      for (const name of read) note(node, name, node.getAttribute(name));
      node.childNodes.forEach(look);
    };
    new MutationObserver((changes) => {
      for (const { target, addedNodes, type } of changes) {
        if (type === 'childList') addedNodes.forEach(look);
        else if (target instanceof Element) for (const name of read) note(target, name, target.getAttribute(name));
        else look(target);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: read });
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest): void {
      note(this.canvas instanceof Element ? this.canvas : null, 'painted', text);
      fillText.call(this, text, ...rest);
    };
  }, pattern);
}

/** What has been seen so far. */
export function seenIds(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(window.seenIds ?? [])]);
}
