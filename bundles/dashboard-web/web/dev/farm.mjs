import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const sha = (text) => createHash('sha256').update(text).digest('hex');
const iso = (at) => new Date(at).toISOString();

function idOf(name) {
  return [...createHash('sha256').update(name).digest()].slice(0, 13).map((byte) => ALPHABET[byte % 32]).join('');
}

/** A farm that renders nothing but behaves as one: what the real server tells its clients, made up. */
export class MockFarm {
  constructor(now = Date.now()) {
    this.now = now;
    this.jobs = new Map();
    this.workers = new Map();
    this.listeners = new Set();
    this.logs = new Map();
    this.history = [];
    this.count = 0;
    this.boot = idOf(String(now));
  }

  // --- making things up

  addWorker(name, cores, status = 'idle') {
    const worker = {
      id: `01900000-0000-7000-8000-${sha(name).slice(0, 12)}`, name, managerId: 'm1', manager: 'madrid', status, slots: 1, runs: [],
      joinedAt: iso(this.now - 9e8), seenAt: iso(this.now - (status === 'lost' ? 1.1e6 : 2000)),
      host: { hostName: `${name}.studio.lan`, os: 'Linux', architecture: 'amd64', cores, memoryBytes: cores * 4e9, tablaoVersion: '0.1.0', javaVersion: '17.0.15' },
      capabilities: [{ namespace: 'org.tablao.engine', attributes: { engine: 'blender', version: '3.4.1' } }],
    };
    this.workers.set(worker.id, worker);
    return worker;
  }

  /** @param {{name: string, shot: string, look: string, frames: number, chunk?: number, startedAgo?: number, layers?: string[]}} spec */
  addJob(spec) {
    const id = idOf(spec.name);
    const chunk = spec.chunk ?? 1;
    const layers = spec.layers ?? ['main'];
    const count = Math.ceil(spec.frames / chunk);
    const tasks = Array.from({ length: count }, (_, i) => {
      const from = i * chunk + 1;
      const to = Math.min(spec.frames, from + chunk - 1);
      return {
        id: `${id}.${i + 1}`, jobId: id, number: i + 1, name: from === to ? `frame ${from}` : `frames ${from}-${to}`, status: 'queued', attempt: 0,
        progress: 0, activity: '', workerId: '', worker: '', startedAt: '', endedAt: '', outcome: '', reason: '', hint: '', from, to,
      };
    });
    const frames = [];
    for (let number = 1; number <= spec.frames; number++) {
      for (const layer of layers) {
        const name = `${spec.name}.${layer}.${String(number).padStart(4, '0')}`;
        frames.push({
          id: `${id}-${layer}-${number}`, projectId: 'p1', shotId: `s-${spec.shot}`, shot: spec.shot, jobId: id, taskId: `${id}.${Math.ceil(number / chunk)}`,
          attempt: 0, layer, number, name, path: '', status: 'expected', renderedAt: '', renderSeconds: 0, engine: '', engineVersion: '',
          workerId: '', worker: '', width: 0, height: 0, peakMemoryBytes: 0, sizeBytes: 0, sha256: '', thumbnail: 'none', thumbnailType: '', thumbnailSha256: '',
        });
      }
    }
    const started = spec.startedAgo === undefined ? '' : iso(this.now - spec.startedAgo * 1000);
    const job = {
      spec, tasks, frames, attempts: new Map(),
      view: {
        id, name: spec.name, type: 'blender-animation', projectId: 'p1', project: spec.project ?? 'dance', shotId: `s-${spec.shot}`, shot: spec.shot, priority: spec.priority ?? 50,
        status: started ? 'active' : 'queued', wanted: 'run', submittedBy: spec.by ?? 'ana', submittedAt: iso(this.now - ((spec.startedAgo ?? 40) + 6) * 1000),
        startedAt: started, endedAt: '', managerId: started ? 'm1' : '', manager: started ? 'madrid' : '', reason: '', progress: 0, lastFrameId: '',
        settings: { file: `/shows/dance/${spec.shot}/${spec.name}.blend`, frames: `1-${spec.frames}`, chunkSize: chunk, output: `/shows/dance/${spec.shot}/render/####`, format: 'PNG' },
      },
    };
    this.jobs.set(id, job);
    return job;
  }

  // --- what a client sees

  jobView(job) {
    const tasks = { total: job.tasks.length, waiting: 0, queued: 0, running: 0, completed: 0, failed: 0, cancelled: 0, paused: 0 };
    let done = 0;
    for (const task of job.tasks) {
      tasks[task.status]++;
      done += task.status === 'completed' ? 1 : task.status === 'running' ? task.progress : 0;
    }
    const frames = { total: job.frames.length, expected: 0, rendering: 0, published: 0, failed: 0, skipped: 0, missing: 0 };
    for (const frame of job.frames) frames[frame.status]++;
    return { ...job.view, progress: done / job.tasks.length, tasks, frames };
  }

  taskView({ from: _from, to: _to, ...view }) {
    return view;
  }

  farmView() {
    const workers = [...this.workers.values()];
    const jobs = [...this.jobs.values()].map((job) => this.jobView(job));
    const live = jobs.filter((job) => ['queued', 'active'].includes(job.status));
    const running = live.reduce((sum, job) => sum + job.tasks.running, 0);
    const left = live.reduce((sum, job) => sum + job.tasks.queued, 0);
    const here = workers.filter((worker) => !['lost', 'offline'].includes(worker.status));
    return {
      status: here.length === 0 ? 'inoperable' : running > 0 ? 'active' : left > 0 ? 'waiting' : 'idle',
      workers: workers.length, workersBusy: workers.filter((worker) => worker.status === 'busy').length, managers: 1,
      jobsActive: live.filter((job) => job.status === 'active').length, jobsQueued: live.filter((job) => job.status === 'queued').length,
      tasksRunning: running, tasksLeft: left, framesPublished: jobs.reduce((sum, job) => sum + job.frames.published, 0),
    };
  }

  emit(type, data) {
    const event = { id: `${this.boot}-${++this.count}`, type, data };
    this.history.push(event);
    if (this.history.length > 5000) this.history.shift();
    for (const listener of this.listeners) listener(event);
  }

  /** What came after an id, or nothing where that is not known. */
  since(id) {
    const at = this.history.findIndex((event) => event.id === id);
    return at < 0 ? undefined : this.history.slice(at + 1);
  }

  told(job) {
    this.emit('job', this.jobView(job));
    this.emit('farm', this.farmView());
  }

  // --- a life

  start(job, task, worker) {
    Object.assign(task, { status: 'running', attempt: task.attempt + 1, progress: 0, activity: 'Loading the scene', workerId: worker.id, worker: worker.name, startedAt: iso(this.now), endedAt: '', outcome: '', reason: '', hint: '' });
    const attempts = job.attempts.get(task.id) ?? [];
    attempts.push({ id: `${task.id}.${task.attempt}`, taskId: task.id, number: task.attempt, status: 'running', workerId: worker.id, worker: worker.name, startedAt: iso(this.now), endedAt: '', runSeconds: 0, outcome: '', reason: '', hint: '', versions: { render: '1.0.0', blender: '3.4.1' } });
    job.attempts.set(task.id, attempts);
    worker.status = 'busy';
    worker.runs = [task.id];
    this.log(task, `Blender 3.4.1\nRead blend: "${job.view.settings.file}"\n`);
    for (const frame of this.framesOf(job, task)) Object.assign(frame, { status: 'rendering', worker: worker.name, workerId: worker.id });
  }

  framesOf(job, task) {
    return job.frames.filter((frame) => frame.number >= task.from && frame.number <= task.to);
  }

  log(task, text) {
    const id = `${task.id}.${task.attempt}`;
    this.logs.set(id, (this.logs.get(id) ?? '') + text);
  }

  publish(job, frame, task, at = this.now, seconds = 8 + (parseInt(sha(frame.id).slice(0, 4), 16) % 900) / 100) {
    Object.assign(frame, {
      status: 'published', attempt: task.attempt, renderedAt: iso(at), renderSeconds: seconds, engine: 'blender', engineVersion: '3.4.1', workerId: task.workerId,
      worker: task.worker, width: 1920, height: 1080, peakMemoryBytes: 412e6 + (frame.number % 37) * 9e6, sizeBytes: 2.1e6 + (frame.number % 13) * 41_000,
      sha256: sha(frame.id), path: `/shows/dance/${job.view.shot}/render/${String(frame.number).padStart(4, '0')}.png`,
      thumbnail: 'made', thumbnailType: 'image/png', thumbnailSha256: sha(`t${frame.id}`),
    });
    if (frame.layer === 'main') job.view.lastFrameId = frame.id;
  }

  complete(job, task, at = this.now) {
    for (const frame of this.framesOf(job, task)) if (frame.status !== 'published') this.publish(job, frame, task, at);
    this.end(job, task, 'completed', 'published', 'completed', '', '', at);
  }

  fail(job, task, outcome, reason, hint, at = this.now) {
    for (const frame of this.framesOf(job, task)) if (frame.status !== 'published') frame.status = 'failed';
    this.end(job, task, 'failed', 'failed', outcome, reason, hint, at);
  }

  end(job, task, status, attemptStatus, outcome, reason, hint, at) {
    Object.assign(task, { status, progress: status === 'completed' ? 1 : task.progress, activity: '', endedAt: iso(at), outcome, reason, hint });
    const attempt = job.attempts.get(task.id)?.at(-1);
    if (attempt) Object.assign(attempt, { status: attemptStatus, endedAt: iso(at), runSeconds: (at - Date.parse(task.startedAt)) / 1000, outcome, reason, hint });
    const worker = this.workers.get(task.workerId);
    if (worker?.runs[0] === task.id) Object.assign(worker, { status: 'idle', runs: [] });
  }

  endJob(job, status, reason = '', at = this.now) {
    Object.assign(job.view, { status, reason, endedAt: iso(at) });
    if (status !== 'completed') {
      for (const task of job.tasks) if (['queued', 'waiting', 'running'].includes(task.status)) Object.assign(task, { status: 'cancelled', activity: '', endedAt: iso(at) });
      for (const frame of job.frames) if (frame.status === 'rendering') frame.status = 'expected';
    }
  }

  cancel(job) {
    job.view.wanted = 'cancel';
    this.told(job);
  }

  /** Lets some seconds pass. */
  tick(seconds) {
    this.now += seconds * 1000;
    for (const job of this.jobs.values()) {
      if (job.view.status !== 'active') continue;
      if (job.view.wanted === 'cancel') {
        const running = job.tasks.filter((task) => task.status === 'running');
        this.endJob(job, 'cancelled', 'Cancelled by ana.');
        for (const task of running) this.free(task);
      }
      for (const task of job.tasks) if (task.status === 'running') this.progress(job, task, seconds);
      if (job.tasks.every((task) => !['queued', 'running', 'waiting'].includes(task.status)) && job.view.status === 'active') this.endJob(job, 'completed');
    }
    for (const worker of this.workers.values()) if (worker.status === 'idle') this.assign(worker);
    for (const job of this.jobs.values()) if (job.view.status !== 'queued') this.emitJob(job);
    this.emit('farm', this.farmView());
  }

  emitJob(job) {
    const view = this.jobView(job);
    const text = JSON.stringify(view);
    if (job.told !== text) this.emit('job', view);
    job.told = text;
  }

  free(task) {
    const worker = this.workers.get(task.workerId);
    if (worker) Object.assign(worker, { status: 'idle', runs: [] });
    this.emit('task', this.taskView(task));
    if (worker) this.emit('worker', worker);
  }

  progress(job, task, seconds) {
    task.progress = Math.min(1, task.progress + (seconds / 9) * (0.7 + 0.6 * Math.random()));
    const samples = Math.round(task.progress * 64);
    task.activity = `Frame ${task.from}, sample ${samples} of 64`;
    this.log(task, `Fra:${task.from} Mem:412.20M (Peak 498.11M) | Time:00:0${Math.min(9, Math.floor(task.progress * 9))}.21 | Scene, ViewLayer | Sample ${samples}/64\n`);
    if (task.progress < 1) {
      this.emit('progress', this.taskView(task));
      return;
    }
    this.log(task, `Saved: '${job.view.settings.output.replace('####', String(task.from).padStart(4, '0'))}.png'\nBlender quit\n`);
    this.complete(job, task);
    for (const frame of this.framesOf(job, task)) this.emit('frame', frame);
    this.free(task);
  }

  assign(worker) {
    for (const job of this.jobs.values()) {
      if (job.view.status !== 'active' || job.view.wanted === 'cancel') continue;
      const task = job.tasks.find((each) => each.status === 'queued');
      if (!task) continue;
      this.start(job, task, worker);
      this.emit('task', this.taskView(task));
      this.emit('worker', worker);
      for (const frame of this.framesOf(job, task)) this.emit('frame', frame);
      return;
    }
  }
}
