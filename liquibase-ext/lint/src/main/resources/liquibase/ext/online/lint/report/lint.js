
'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const cards = [...document.querySelectorAll('#findings article')].map(element => ({
    element,
    severity: element.dataset.severity,
    rule: element.dataset.rule,
    tables: element.dataset.tables ? element.dataset.tables.split('\n') : [],
    suppressed: element.classList.contains('suppressed'),
    history: 'history' in element.dataset,
    text: null
  }));
  const form = $('filters');

  const make = (tag, attributes, text) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const tally = (of, counted) => {
    const counts = new Map();
    for (const card of counted) for (const value of of(card)) counts.set(value, (counts.get(value) || 0) + 1);
    return counts;
  };
  const choice = (label, counts) => {
    const select = make('select', { 'aria-label': label });
    select.append(make('option', { value: '' }, label));
    for (const value of [...counts.keys()].sort()) {
      select.append(make('option', { value: '=' + value }, `${value} (${counts.get(value)})`));
    }
    form.append(select);
    return select;
  };
  const check = label => {
    const box = make('input', { type: 'checkbox' });
    const around = make('label', {});
    around.append(box, ' ' + label);
    form.append(around);
    return box;
  };

  const bySeverity = tally(card => [card.severity], cards.filter(card => !card.suppressed));
  const severities = ['error', 'warning', 'info'].map(severity => {
    const button = make('button', { type: 'button', class: severity, 'aria-pressed': 'true' },
      `${severity} ${bySeverity.get(severity) || 0}`);
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      filter();
    });
    form.append(button);
    return { severity, button };
  });
  const rule = choice('All rules', tally(card => [card.rule], cards));
  const table = choice('All tables', tally(card => new Set(card.tables), cards));
  const search = make('input', { type: 'search', placeholder: 'Search  /', 'aria-label': 'Search the findings' });
  form.append(search);
  const suppressed = check('show suppressed');
  const reported = check('only reported');
  const output = make('output', { 'aria-live': 'polite' });
  const reset = make('button', { type: 'button' }, 'Reset');
  form.append(output, reset);

  const chosen = select => select.value === '' ? null : select.value.slice(1);
  const text = card => card.text ??= card.element.textContent.toLowerCase();
  const filter = () => {
    const on = new Set(severities.filter(one => one.button.getAttribute('aria-pressed') === 'true')
      .map(one => one.severity));
    const ofRule = chosen(rule), ofTable = chosen(table);
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    let shown = 0;
    for (const card of cards) {
      const shows = on.has(card.severity)
        && (suppressed.checked || !card.suppressed)
        && !(reported.checked && card.history)
        && (ofRule === null || card.rule === ofRule)
        && (ofTable === null || card.tables.includes(ofTable))
        && words.every(word => text(card).includes(word));
      if (card.element.hidden === shows) card.element.hidden = !shows;
      if (shows) shown++;
    }
    for (const old of document.querySelectorAll('#changesets .history')) old.hidden = reported.checked;
    for (const old of document.querySelectorAll('#drawing .history')) old.classList.toggle('out', reported.checked);
    output.textContent = `${shown.toLocaleString('en')} of ${cards.length.toLocaleString('en')}`;
  };
  const clear = () => {
    for (const { button } of severities) button.setAttribute('aria-pressed', 'true');
    rule.value = table.value = search.value = '';
    suppressed.checked = reported.checked = false;
    filter();
  };

  /* What is asked for by its address must be there to be seen, whatever is filtered away. */
  const show = () => {
    const target = location.hash.length > 1 ? $(location.hash.slice(1)) : null;
    if (target === null) return;
    const details = target.closest('details');
    if (details !== null) details.open = true;
    if (target.hidden) {
      clear();
      if (target.hidden) { suppressed.checked = true; filter(); }
    }
    target.scrollIntoView({ block: 'start' });
    if (target.matches('article, li')) target.focus({ preventScroll: true });
  };

  for (const event of ['change', 'input']) form.addEventListener(event, filter);
  form.addEventListener('submit', event => event.preventDefault());
  reset.addEventListener('click', clear);

  const told = $('told');
  const drawing = $('drawing');
  const tell = event => {
    const bar = event.target.closest('td .bar');
    if (bar !== null && told !== null) told.textContent = bar.getAttribute('aria-label');
  };
  drawing.addEventListener('mouseover', tell);
  drawing.addEventListener('focusin', tell);
  drawing.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (link === null) return;
    if (link.dataset.table !== undefined) {
      table.value = '=' + link.dataset.table;
      if (table.selectedIndex < 0) table.value = '';
      filter();
    } else if (link.getAttribute('href') === location.hash) {
      show();
    }
  });

  const copy = async (pre, button) => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
    } catch {
      getSelection().selectAllChildren(pre);
      document.execCommand('copy');
      getSelection().removeAllRanges();
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  };
  for (const fix of document.querySelectorAll('.fix')) {
    const button = make('button', { type: 'button', class: 'copy' }, 'Copy');
    fix.append(button);
  }
  $('findings').addEventListener('click', event => {
    if (event.target.matches('.copy')) copy(event.target.parentElement.querySelector('pre'), event.target);
  });

  const step = by => {
    const seen = cards.filter(card => !card.element.hidden);
    const at = seen.findIndex(card => card.element.contains(document.activeElement));
    const next = seen[Math.min(Math.max(at + by, 0), seen.length - 1)];
    if (next !== undefined) {
      next.element.scrollIntoView({ block: 'start' });
      next.element.focus({ preventScroll: true });
    }
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input, select, textarea')) {
      if (event.key === 'Escape') event.target.blur();
    } else if (event.key === '/') {
      event.preventDefault();
      search.focus();
    } else if (event.key === 'j' || event.key === 'k') {
      step(event.key === 'j' ? 1 : -1);
    }
  });

  if (told !== null) told.textContent = 'Point at a bar to see what stops; click it to go to the finding.';
  if (cards.length > 0) {
    form.hidden = false;
    filter();
  }
  addEventListener('hashchange', show);
  show();
})();
