/**
 * How a guarded process and its parent talk over a pipe: frames of a kind, a length and that many bytes. Messages are JSON; raw frames are
 * handed on piece by piece as they arrive, so that nobody holds a long one in memory.
 */
const HEAD = 5
const MESSAGE = 1
const RAW = 2
/** A message is small by construction; a longer one means that the other side talks nonsense. */
const LONGEST_MESSAGE = 1 << 25

export type Frame = { readonly message: unknown } | { readonly raw: Buffer }

function framed(kind: number, body: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(HEAD + body.length)
  frame[0] = kind
  frame.writeUInt32BE(body.length, 1)
  body.copy(frame, HEAD)
  return frame
}
export const messageFrame = (message: unknown): Buffer => framed(MESSAGE, Buffer.from(JSON.stringify(message)))
export const rawFrame = (text: string): Buffer => framed(RAW, Buffer.from(text))

/** Takes the stream apart as it comes, however it is cut. Null: this is no stream of frames. */
export function frameReader(): (chunk: Buffer) => Frame[] | null {
  const head = Buffer.alloc(HEAD)
  let headFilled = 0
  let left = 0
  let kept: Buffer[] = []
  return (chunk) => {
    const frames: Frame[] = []
    let at = 0
    while (at < chunk.length) {
      if (left === 0) {
        const taken = chunk.copy(head, headFilled, at, at + HEAD - headFilled)
        headFilled += taken
        at += taken
        if (headFilled < HEAD) break
        left = head.readUInt32BE(1)
        if ((head[0] !== MESSAGE && head[0] !== RAW) || (head[0] === MESSAGE && left > LONGEST_MESSAGE)) return null
      }
      const piece = chunk.subarray(at, at + left)
      at += piece.length
      left -= piece.length
      if (head[0] === RAW) {
        if (piece.length > 0) frames.push({ raw: piece })
      } else {
        kept.push(piece)
        if (left === 0) {
          const message = parse(kept)
          if (message === null) return null
          frames.push(message)
          kept = []
        }
      }
      if (left === 0) headFilled = 0
    }
    return frames
  }
}

function parse(pieces: readonly Buffer[]): Frame | null {
  try {
    return { message: JSON.parse(Buffer.concat(pieces).toString()) as unknown }
  } catch {
    return null
  }
}
