import { MockFarm } from './farm.mjs';

/** Renders the first tasks of a job, as if it had gone on for a while; returns when the last one ended. */
function past(farm, job, count, workers, from = Date.parse(job.view.startedAt), each = 9000) {
  for (let i = 0; i < count; i++) {
    const task = job.tasks[i];
    const worker = workers[i % workers.length];
    const at = from + Math.floor(i / workers.length) * each + (i % workers.length) * 1300;
    Object.assign(task, { attempt: 1, worker: worker.name, workerId: worker.id, startedAt: new Date(at).toISOString() });
    const { status, runs } = worker;
    farm.now = at;
    task.attempt = 0;
    farm.start(job, task, worker);
    for (let sample = 1; sample <= 64; sample += 3) farm.log(task, `Fra:${task.from} Mem:412.20M (Peak 498.11M) | Time:00:04.21 | Scene, ViewLayer | Sample ${sample}/64\n`);
    farm.log(task, `Saved: '/shows/dance/${job.view.shot}/render/${String(task.from).padStart(4, '0')}.png'\nBlender quit\n`);
    farm.complete(job, task, at + each - 600);
    Object.assign(worker, { status, runs });
  }
}

export const scenes = {
  empty() {
    const farm = new MockFarm();
    farm.addWorker('gitana', 16);
    farm.addWorker('lola', 16);
    return farm;
  },

  bare() {
    return new MockFarm();
  },

  busy() {
    const farm = new MockFarm();
    const now = farm.now;
    const crew = ['bailaora', 'cantaor', 'duende', 'gitana', 'lola', 'palmas'].map((name, i) => farm.addWorker(name, i % 2 ? 16 : 32));
    farm.addWorker('tocaor', 64, 'asleep');
    const two = farm.addJob({ name: 'sh010_lighting_v07', shot: 'sh010', look: 'ember', frames: 120, startedAgo: 210, priority: 70 });
    past(farm, two, 78, crew.slice(0, 4), now - 205_000, 9800);
    farm.now = now;
    const fx = farm.addJob({ name: 'sh040_fx_dust_v02', shot: 'sh040', look: 'olive', frames: 96, chunk: 4, startedAgo: 150, by: 'lorca', layers: ['main', 'shadow'] });
    past(farm, fx, 5, crew.slice(4), now - 140_000, 21_000);
    farm.now = now;
    farm.start(fx, fx.tasks[7], crew[5]);
    farm.log(fx.tasks[7], 'Error: Out of memory in cuMemAlloc\n');
    farm.fail(fx, fx.tasks[7], 'out-of-memory', 'Blender ended with code 137 while rendering frame 29: the system had no memory left.', 'Give the job fewer tasks at once on small workers, or simplify the scene.');
    const queued = farm.addJob({ name: 'sh020_layout_v01', shot: 'sh020', look: 'night', frames: 240, by: 'mario' });
    queued.view.submittedAt = new Date(now - 60_000).toISOString();
    const old = farm.addJob({ name: 'sh030_comp_plates', shot: 'sh030', look: 'rose', frames: 48, startedAgo: 5400, by: 'ana' });
    past(farm, old, 48, crew, now - 5_390_000);
    farm.endJob(old, 'completed', '', now - 5_300_000);
    const bad = farm.addJob({ name: 'sh050_crowd_v11', shot: 'sh050', look: 'night', frames: 24, startedAgo: 9000, by: 'lorca' });
    past(farm, bad, 9, crew, now - 8_990_000);
    farm.now = now - 8_900_000;
    farm.start(bad, bad.tasks[9], crew[0]);
    farm.fail(bad, bad.tasks[9], 'missing-asset', 'The scene needs /shows/dance/assets/crowd.abc, which is not there.', 'Pack the file into the scene or put it back.', farm.now + 2000);
    farm.endJob(bad, 'failed', 'Task 10 (frame 10) failed for good: the scene needs /shows/dance/assets/crowd.abc, which is not there.', farm.now + 3000);
    const gone = farm.addJob({ name: 'sh020_layout_test', shot: 'sh020', look: 'night', frames: 12, startedAgo: 80_000, by: 'mario' });
    past(farm, gone, 3, crew, now - 79_990_000);
    gone.view.wanted = 'cancel';
    farm.endJob(gone, 'cancelled', 'Cancelled by mario.', now - 79_900_000);
    farm.now = now;
    for (const worker of crew) Object.assign(worker, { status: 'idle', runs: [] });
    for (const worker of crew) farm.assign(worker);
    crew.forEach((worker, i) => {
      for (const job of farm.jobs.values()) {
        const task = job.tasks.find((each) => each.id === worker.runs[0]);
        if (!task) continue;
        task.startedAt = new Date(now - 6000 + i * 700).toISOString();
        farm.progress(job, task, 2 + i * 0.7);
      }
    });
    return farm;
  },

  broken() {
    const farm = new MockFarm();
    const crew = ['gitana', 'lola'].map((name) => farm.addWorker(name, 16, 'lost'));
    const bad = farm.addJob({ name: 'sh050_crowd_v12', shot: 'sh050', look: 'night', frames: 24, startedAgo: 900, by: 'lorca' });
    const at = farm.now;
    past(farm, bad, 9, crew, at - 890_000);
    for (const index of [9, 10, 13]) {
      farm.now = at - 700_000;
      farm.start(bad, bad.tasks[index], crew[index % 2]);
      farm.log(bad.tasks[index], `Warning: Path '/shows/dance/assets/crowd.abc' not found\nError: Cannot read Alembic archive\nBlender quit\n`);
      farm.fail(bad, bad.tasks[index], 'missing-asset', 'The scene needs /shows/dance/assets/crowd.abc, which is not there.', 'Pack the file into the scene, or put it back where the scene looks for it.', farm.now + 4000);
    }
    farm.now = at;
    farm.endJob(bad, 'failed', '3 of 24 tasks failed for good. The first was frame 10: the scene needs /shows/dance/assets/crowd.abc, which is not there.', at - 650_000);
    const waiting = farm.addJob({ name: 'sh020_layout_v01', shot: 'sh020', look: 'night', frames: 240, startedAgo: 600, by: 'mario' });
    past(farm, waiting, 20, crew, at - 590_000, 20_000);
    waiting.view.wanted = 'cancel';
    for (const worker of crew) Object.assign(worker, { status: 'lost', runs: [] });
    farm.now = at;
    farm.still = true;
    return farm;
  },

  huge() {
    const farm = new MockFarm();
    const crew = Array.from({ length: 60 }, (_, i) => farm.addWorker(`node-${String(i + 1).padStart(3, '0')}`, 32, i % 17 === 3 ? 'lost' : 'idle'));
    const job = farm.addJob({ name: 'sh900_everything', shot: 'sh900', look: 'rose', frames: 100_000, startedAgo: 86_000 });
    past(farm, job, 400, crew, farm.now - 85_000_000);
    for (const worker of crew) if (worker.status !== 'lost') Object.assign(worker, { status: 'idle', runs: [] });
    return farm;
  },
};
