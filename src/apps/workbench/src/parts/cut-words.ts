/** Words that do not fit into their place and end in dots say themselves whole to whoever points at them. */
document.addEventListener('mouseover', ({ target }) => {
  if (!(target instanceof Element)) return;
  for (
    let one: Element | null = target;
    one instanceof HTMLElement && one.tagName !== 'MAIN';
    one = one.parentElement
  ) {
    if (one.title !== '' && one.dataset['saysWhole'] === undefined) return;
    const cut = one.scrollWidth > one.clientWidth && getComputedStyle(one).textOverflow === 'ellipsis';
    if (cut) {
      one.title = one.innerText;
      one.dataset['saysWhole'] = 'title';
      return;
    }
    if (one.dataset['saysWhole'] === 'title') {
      one.removeAttribute('title');
      delete one.dataset['saysWhole'];
    }
  }
});
