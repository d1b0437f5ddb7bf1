// The page: a list of containers that is asked for again and again, and the log of the chosen one, which the server sends as it is written.
// Whatever comes from a container is put in as text, never as HTML.

const maxLines = 5000;
const refreshMilliseconds = 2000;

const element = id => document.getElementById(id);
const list = element('containers');
const log = element('log');
const scroll = element('scroll');
const filter = element('filter');
const pause = element('pause');
const clear = element('clear');
const following = element('following');
const newest = element('newest');
const hint = element('hint');
const trouble = element('trouble');

let chosen = null;
let source = null;
let waiting = [];      // Lines that have come and are not shown yet: until the next frame, or as long as the log is paused.
let drawing = false;
let followsEnd = true;

// The containers

async function refresh() {
  if (!document.hidden) {
    try {
      const answer = await fetch('/api/containers', { cache: 'no-store' });
      const body = await answer.json();
      if (!answer.ok) {
        throw new Error(body.detail ?? answer.statusText);
      }

      show(body);
      complain('');
    } catch (error) {
      complain(error instanceof TypeError ? 'The log viewer does not answer.' : error.message);
    }
  }

  setTimeout(refresh, refreshMilliseconds);
}

function complain(text) {
  trouble.hidden = text === '';
  if (trouble.textContent !== text) {
    trouble.textContent = text;
  }
}

// Rows are kept and changed, so that neither the focus nor the place in the list is lost.
function show(containers) {
  const rows = new Map([...list.children].map(row => [row.dataset.id, row]));
  for (const [at, container] of containers.entries()) {
    const row = rows.get(container.id) ?? createRow(container);
    rows.delete(container.id);
    if (row.className !== container.state) {
      row.className = container.state;
      row.querySelector('.state').textContent = container.state;
      if (container.id === chosen && container.state === 'running' && source === null) {
        follow(container);
      }
    }

    row.querySelector('.name').textContent = container.name;
    if (list.children[at] !== row) {
      list.insertBefore(row, list.children[at] ?? null);
    }
  }

  rows.forEach(row => row.remove());
  const wanted = chosen === null && containers.find(container => container.name === decodeURIComponent(location.hash.slice(1)));
  if (wanted) {
    choose(wanted);
  }

  const running = containers.filter(container => container.state === 'running').length;
  element('count').textContent = `${running} of ${containers.length} running`;
}

function createRow(container) {
  const row = document.createElement('li');
  row.dataset.id = container.id;
  const button = document.createElement('button');
  button.type = 'button';
  button.append(span('dot', ''), span('name', container.name), span('state', container.state), span('image', container.image));
  button.firstChild.ariaHidden = 'true';
  button.addEventListener('click', () => choose(container));
  row.append(button);
  return row;
}

function span(className, text) {
  const made = document.createElement('span');
  made.className = className;
  made.textContent = text;
  return made;
}

// The log

function choose(container) {
  chosen = container.id;
  for (const row of list.children) {
    row.firstChild.ariaCurrent = row.dataset.id === chosen ? 'true' : null;
  }

  element('name').textContent = container.name;
  document.title = `${container.name} – container logs`;
  history.replaceState(null, '', `#${encodeURIComponent(container.name)}`);
  setPaused(false);
  pause.disabled = clear.disabled = false;
  follow(container);
}

function follow(container) {
  source?.close();
  empty();
  followsEnd = true;
  source = new EventSource(`/api/containers/${encodeURIComponent(container.id)}/log`);
  const mine = source;
  tell('Connecting …', false);
  mine.addEventListener('open', () => tell('Live', true));
  mine.addEventListener('line', event => add(JSON.parse(event.data)));
  mine.addEventListener('end', event => finish(mine, 'Ended', event, 'note'));
  mine.addEventListener('failure', event => finish(mine, 'Failed', event, 'note failure'));
  mine.addEventListener('stopping', () => tell('Connecting again …', false));
  mine.addEventListener('error', () => {
    // The browser connects again by itself, unless it was refused.
    if (mine === source) {
      tell(mine.readyState === EventSource.CLOSED ? 'Not available' : 'Connecting again …', false);
    }
  });
}

function finish(stream, state, event, kind) {
  stream.close();
  if (stream === source) {
    source = null;
    add({ time: null, source: kind, text: JSON.parse(event.data).text });
    tell(state, false);
  }
}

function tell(text, isLive) {
  following.textContent = text;
  following.classList.toggle('live', isLive);
}

function add(line) {
  waiting.push(line);
  if (waiting.length > maxLines) {
    waiting.shift();
  }

  if (isPaused()) {
    pause.textContent = `Resume (${waiting.length})`;
  } else {
    drawSoon();
  }
}

// A flood of lines costs one drawing a frame.
function drawSoon() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  drawing = false;
  if (isPaused()) {
    return;
  }

  hint.hidden = true;
  const lines = document.createDocumentFragment();
  waiting.forEach(line => lines.append(createLine(line)));
  waiting = [];
  log.append(lines);
  while (log.childElementCount > maxLines) {
    log.firstChild.remove();
  }

  if (followsEnd) {
    scroll.scrollTop = scroll.scrollHeight;
  } else {
    newest.hidden = false;
  }
}

function createLine(line) {
  const item = document.createElement('li');
  item.className = line.source;
  const time = document.createElement('time');
  if (line.time !== null) {
    const at = new Date(line.time);
    time.dateTime = line.time;
    time.title = at.toLocaleString();
    time.textContent = at.toTimeString().slice(0, 8) + '.' + String(at.getMilliseconds()).padStart(3, '0');
  }

  item.append(time, span('text', line.text));
  item.hidden = !matches(item);
  return item;
}

function matches(item) {
  return item.lastChild.textContent.toLowerCase().includes(filter.value.toLowerCase());
}

function empty() {
  waiting = [];
  log.replaceChildren();
  newest.hidden = true;
  hint.textContent = 'No lines yet.';
  hint.hidden = false;
}

function isPaused() {
  return pause.getAttribute('aria-pressed') === 'true';
}

function setPaused(value) {
  pause.setAttribute('aria-pressed', String(value));
  pause.textContent = value ? 'Resume' : 'Pause';
}

// What the user does

pause.addEventListener('click', () => {
  setPaused(!isPaused());
  drawSoon();
});

clear.addEventListener('click', empty);

filter.addEventListener('input', () => {
  for (const item of log.children) {
    item.hidden = !matches(item);
  }

  if (followsEnd) {
    scroll.scrollTop = scroll.scrollHeight;
  }
});

scroll.addEventListener('scroll', () => {
  followsEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 24;
  if (followsEnd) {
    newest.hidden = true;
  }
});

newest.addEventListener('click', () => {
  followsEnd = true;
  newest.hidden = true;
  scroll.scrollTop = scroll.scrollHeight;
});

refresh();
