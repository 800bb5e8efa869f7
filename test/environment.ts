/** What a program under test sees of this machine: nothing of its language, time zone or settings; compiled modules are shared. */
export const plainEnv = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: home,
  LANG: "C.UTF-8",
  TZ: "UTC",
  ENCOURS_SCREENS: "later",
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
})
