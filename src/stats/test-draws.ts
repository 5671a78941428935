// Seeded draws for tests whose oracle is a simulation with known truth.
import { drawsOf } from './draws.ts'

export function draws(seed: number) {
  const { uniform, normal, poisson } = drawsOf(seed)
  return {
    uniform,
    chance: (probability: number): boolean => uniform() < probability,
    lognormal: (sigma: number): number => Math.exp(sigma * normal()),
    poisson,
  }
}
