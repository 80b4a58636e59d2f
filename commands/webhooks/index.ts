import type { Command } from '../../src/app/model/command.ts'
import { listenForWebhooks } from './listen.ts'
import { replayWebhooks } from './replay.ts'
import { verifyWebhook } from './verify.ts'

export const webhookCommands: readonly Command[] = [listenForWebhooks, verifyWebhook, replayWebhooks]
