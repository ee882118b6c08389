// The interactive parts of the report: charts by D3, the table of violations by DataTables.
(function () {
  'use strict';

  // Members of a row, in the order in which ViolationData writes them.
  const ACCOUNT = 0, REGION = 1, CLUSTER = 2, SERVICE = 3, TASK_SET = 4, EXTERNAL_ID = 5,
    STARTED_BY = 6, RULE = 7, PROBLEM = 8, FOUND = 9, EXPECTED = 10, SUGGESTION = 11,
    FOUND_ON = 12, WAIVED_UNTIL = 13, WAIVER = 14, AWS_VISIBLE = 15, LINK = 16, FIX = 17;

  const STATUSES = ['compliant', 'violating', 'unknown', 'unevaluated'];
  const PAGE_LENGTH = 25;
  const PRINTED = 200;
  const number = new Intl.NumberFormat('en').format;

  function byId(id) {
    return document.getElementById(id);
  }

  function data(id) {
    return JSON.parse(byId(id).textContent);
  }

  /** One bar of adjacent counts; it fills the element if the sum of the counts is `of`. */
  function bar(element, counts, of, height) {
    const end = d3.scaleLinear().domain([0, of || d3.sum(counts) || 1]).range([0, 100]);
    const parts = [];
    counts.reduce((start, count, index) => {
      parts.push({status: STATUSES[index], start: start, count: count});
      return start + count;
    }, 0);
    d3.select(element).append('svg')
      .attr('viewBox', '0 0 100 ' + height).attr('preserveAspectRatio', 'none')
      .selectAll('rect').data(parts.filter(part => part.count > 0)).join('rect')
      .attr('class', part => part.status)
      .attr('x', part => end(part.start)).attr('width', part => end(part.count))
      .attr('height', height);
  }

  function drawBars() {
    document.querySelectorAll('td.bar').forEach(cell =>
      bar(cell, cell.dataset.counts.split(',').map(Number), Number(cell.dataset.of), 8));
    const counts = ['compliant', 'non-compliant', 'unknown', 'not-evaluated']
      .map(id => Number(byId(id).textContent.replaceAll(',', '')));
    bar(byId('statuses'), counts, 0, 3);
  }

  function drawTrend() {
    const chart = byId('trend-chart');
    if (!chart) {
      return;
    }
    const days = data('trend-data').map(day => ({...day, date: new Date(day.day + 'T00:00Z')}));
    const width = Math.max(340, chart.clientWidth), height = 220, left = 48, right = 28, top = 12, bottom = 28;
    const extent = d3.extent(days, day => day.date);
    if (+extent[0] === +extent[1]) {
      extent[0] = d3.utcDay.offset(extent[0], -1);
    }
    const x = d3.scaleUtc(extent, [left, width - right]);
    const y = d3.scaleLinear([0, 100], [height - bottom, top]);
    const svg = d3.select(chart).append('svg').attr('viewBox', `0 0 ${width} ${height}`);
    svg.append('g').attr('class', 'grid').selectAll('line').data([0, 25, 50, 75, 100]).join('line')
      .attr('x1', left).attr('x2', width - right).attr('y1', y).attr('y2', y);
    svg.append('g').attr('class', 'axis').attr('transform', `translate(${left},0)`)
      .call(d3.axisLeft(y).tickValues([0, 25, 50, 75, 100]).tickFormat(value => value + ' %'));
    const step = Math.ceil((d3.utcDay.count(extent[0], extent[1]) + 1) / (width / 140));
    const ticks = d3.utcDay.range(extent[0], d3.utcDay.offset(extent[1], 1), step);
    svg.append('g').attr('class', 'axis').attr('transform', `translate(0,${height - bottom})`)
      .call(d3.axisBottom(x).tickValues(ticks).tickFormat(d3.utcFormat('%-d %b')));
    const evaluated = days.filter(day => day.share !== null);
    svg.append('path').attr('class', 'line')
      .attr('d', d3.line().x(day => x(day.date)).y(day => y(day.share))(evaluated));
    svg.append('g').selectAll('circle').data(evaluated).join('circle')
      .attr('class', day => day.status === 'PARTIAL' ? 'point partial' : 'point')
      .attr('cx', day => x(day.date)).attr('cy', day => y(day.share)).attr('r', 4)
      .append('title').text(day => `${day.day}: ${day.share} %, ${day.status}`);
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    made.textContent = text;
    return made;
  }

  /** Untrusted text, isolated so that its direction does not affect the surrounding text. */
  function cell(...parts) {
    const made = document.createElement('div');
    parts.filter(part => part).forEach((part, index) => {
      if (index > 0) {
        made.append(document.createElement('br'));
      }
      made.append(part);
    });
    return made;
  }

  function text(value) {
    return value === '' ? '' : element('bdi', '', value);
  }

  function small(before, value) {
    if (value === '') {
      return '';
    }
    const made = element('small', '', before);
    made.append(text(value));
    return made;
  }

  function link(row) {
    if (!row[LINK].startsWith('https://')) {
      return text(row[TASK_SET]);
    }
    const made = element('a', '', '');
    made.href = row[LINK];
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
    made.append(text(row[TASK_SET]));
    return made;
  }

  /** A column that shows `show` and sorts by the texts of `members`. */
  function column(title, members, show) {
    return {
      title: title,
      // All values are texts: type detection in every row would be slow.
      type: 'string',
      data: null,
      render: {
        _: row => members.map(member => row[member]).join(' '),
        display: show
      }
    };
  }

  const COLUMNS = [
    column('Account', [ACCOUNT, REGION], row => cell(text(row[ACCOUNT]), small('', row[REGION]))),
    column('Service', [SERVICE, CLUSTER],
      row => cell(text(row[SERVICE]), small('in ', row[CLUSTER]))),
    column('Task set', [TASK_SET, EXTERNAL_ID],
      row => cell(link(row), small('', row[EXTERNAL_ID]))),
    column('Started by', [STARTED_BY], row => cell(text(row[STARTED_BY]))),
    column('Tag key', [RULE], row => cell(text(row[RULE]))),
    column('Problem', [PROBLEM], row => cell(row[PROBLEM],
      row[AWS_VISIBLE] === 'no' ? element('small', '', 'not in AWS’s report') : '')),
    column('Found', [FOUND, FOUND_ON],
      row => cell(text(row[FOUND]), small('on the ', row[FOUND_ON]))),
    column('Accepted', [EXPECTED, SUGGESTION],
      row => cell(text(row[EXPECTED]), small('did you mean ', row[SUGGESTION]))),
    column('Fix', [FIX], row => cell(text(row[FIX]))),
    column('Waived until', [WAIVED_UNTIL, WAIVER],
      row => cell(row[WAIVED_UNTIL].slice(0, 10), small('', row[WAIVER])))
  ];

  function violations() {
    const read = data('violation-data');
    return read.rows.map(row => row.map(place => read.texts[place]));
  }

  /** Filters by equal values, and the members that they compare. */
  const SELECTS = [['by-account', ACCOUNT], ['by-region', REGION], ['by-cluster', CLUSTER],
    ['by-service', SERVICE], ['by-rule', RULE], ['by-problem', PROBLEM], ['by-fix', FIX]];

  const FILTERS = [...SELECTS.map(([id]) => id), 'by-waiver', 'by-view', 'by-text'];

  /** The name of a filter in the address. */
  function filterName(id) {
    return id.slice('by-'.length);
  }

  /** The values of a filter, with the number of violations of each. */
  function fillSelect(id, rows, member) {
    const counts = d3.rollup(rows, same => same.length, row => row[member]);
    Array.from(counts.keys()).sort().forEach(value => {
      const option = element('option', '', `${value} (${number(counts.get(value))})`);
      option.value = value;
      byId(id).append(option);
    });
  }

  /** An address with filters can be sent to others, who then see the same violations. */
  function restoreFilters() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    FILTERS.filter(id => wanted.has(filterName(id)))
      .forEach(id => { byId(id).value = wanted.get(filterName(id)); });
  }

  function storeFilters() {
    const chosen = new URLSearchParams();
    FILTERS.filter(id => byId(id).value)
      .forEach(id => chosen.set(filterName(id), byId(id).value));
    history.replaceState(null, '', '#' + (chosen.toString() || 'violations'));
  }

  function isWanted(row) {
    const waiver = byId('by-waiver').value;
    return SELECTS.every(([id, member]) => !byId(id).value || byId(id).value === row[member])
      && (!waiver || (waiver === 'waived') === (row[WAIVED_UNTIL] !== ''))
      && (!byId('by-view').value || row[AWS_VISIBLE] === 'yes');
  }

  function showViolations() {
    if (!byId('violation-table')) {
      return;
    }
    const rows = violations();
    SELECTS.forEach(([id, member]) => fillSelect(id, rows, member));
    restoreFilters();
    const table = new DataTable('#violation-table', {
      data: rows,
      columns: COLUMNS,
      order: [],
      autoWidth: false,
      deferRender: true,
      pageLength: PAGE_LENGTH,
      lengthMenu: [PAGE_LENGTH, 100, 500],
      layout: {
        topStart: null, topEnd: null, bottomStart: 'pageLength', bottomEnd: 'paging'
      },
      language: {
        zeroRecords: 'No violation matches the filters.',
        lengthMenu: 'Rows per page _MENU_',
        paginate: {first: '«', previous: '‹', next: '›', last: '»'}
      }
    });
    table.search.fixed('filters', (ignored, row) => isWanted(row));
    tellCount(table, rows.length);
    table.on('draw', () => tellCount(table, rows.length));
    byId('filters').addEventListener('submit', event => event.preventDefault());
    byId('filters').addEventListener('input', () => filter(table));
    byId('download').addEventListener('click', () => download(table));
    table.search(byId('by-text').value).draw();
    printAFew(table);
  }

  function filter(table) {
    performance.mark('filter');
    table.search(byId('by-text').value).draw();
    storeFilters();
    performance.measure('filtered', 'filter');
  }

  /** A file of the page's own data: the page may have been sent without the files next to it. */
  function download(table) {
    const columns = [['account', ACCOUNT], ['region', REGION], ['cluster', CLUSTER],
      ['service', SERVICE], ['task_set', TASK_SET], ['external_id', EXTERNAL_ID],
      ['started_by', STARTED_BY], ['rule', RULE], ['problem', PROBLEM], ['found', FOUND],
      ['expected', EXPECTED], ['suggestion', SUGGESTION], ['fix', FIX],
      ['waived_until', WAIVED_UNTIL], ['waiver', WAIVER]];
    const rows = table.rows({search: 'applied', order: 'applied'}).data().toArray()
      .map(row => columns.map(([, member]) => row[member]));
    const lines = [columns.map(([name]) => name), ...rows].map(row => row.map(csv).join(','));
    const link = element('a', '', '');
    link.href = URL.createObjectURL(
      new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], {type: 'text/csv'}));
    link.download = `violations-${document.querySelector('meta[name=snapshot]').content}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  /** Quoted, and with an apostrophe before what a spreadsheet could take for a formula. */
  function csv(value) {
    const guarded = /^[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(value) ? "'" + value : value;
    return '"' + guarded.replaceAll('"', '""') + '"';
  }

  function tellCount(table, all) {
    const shown = table.page.info().recordsDisplay;
    byId('shown').textContent = shown === all
      ? `${number(all)} violations`
      : `${number(shown)} of ${number(all)} violations`;
  }

  /** Printed pages have no paging: they show the first rows and their number. */
  function printAFew(table) {
    let length = PAGE_LENGTH;
    window.addEventListener('beforeprint', () => {
      const info = table.page.info();
      length = info.length;
      table.page.len(PRINTED).page(0).draw(false);
      byId('printed').textContent = info.recordsDisplay <= PRINTED ? ''
        : `The first ${PRINTED} of ${number(info.recordsDisplay)} violations are printed, in the`
          + ' order and by the filter chosen. The CSV file has all.';
    });
    window.addEventListener('afterprint', () => table.page.len(length).draw(false));
  }

  drawBars();
  drawTrend();
  showViolations();
  performance.mark('ready');
})();
