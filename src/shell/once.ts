/** Made when it is first asked for, and given to all who ask; what failed is tried again by the next one. */
export function once<T>(make: () => Promise<T>): { (): Promise<T>; readonly made: () => Promise<T> | undefined } {
  let made: Promise<T> | undefined
  const ask = () => {
    if (made) return made
    const making = make()
    made = making
    making.catch(() => {
      if (made === making) made = undefined
    })
    return making
  }
  return Object.assign(ask, { made: () => made })
}
