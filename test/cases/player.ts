/** Plays command lines it is told, one after the other, as a process that had just started would. */
import { play } from "../../src/program.ts"

export type Played = { readonly out: string; readonly err: string; readonly exit: number }

process.on("message", async ({ argv, said }: { argv: string[]; said: NodeJS.ProcessEnv }) => {
  const [out, err]: string[][] = [[], []]
  const streams = { out: (text: string) => void out!.push(text), err: (text: string) => void err!.push(text) }
  const exit = await play(argv, said, streams)
  process.send!({ out: out!.join(""), err: err!.join(""), exit } satisfies Played)
})
