/** The words of the API, from its OpenAPI document by way of `npm run types`: a client that drifts does not build. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type JobView = Schemas['JobView'];
export type TaskView = Schemas['TaskView'];
export type TaskCounts = Schemas['TaskCounts'];
export type AttemptView = Schemas['AttemptView'];
export type FrameView = Schemas['FrameView'];
export type WorkerView = Schemas['WorkerView'];
export type FarmView = Schemas['FarmView'];
export type SessionView = Schemas['SessionView'];
export type SetupView = Schemas['SetupView'];
export type UserView = Schemas['UserView'];
export type LoginRequest = Schemas['LoginRequest'];
export type JobPage = Schemas['JobPage'];
export type TaskPage = Schemas['TaskPage'];
export type FramePage = Schemas['FramePage'];

export interface Page<T> {
  items: T[];
  next: string;
  total: number;
}
