CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`event` text NOT NULL,
	`facts` text NOT NULL,
	`at` integer NOT NULL,
	`status` text DEFAULT 'pending' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`first_tried_at` integer,
	`next_at` integer,
	`last_status` integer,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_in_sequence` ON `webhook_deliveries` (`webhook_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_untried` ON `webhook_deliveries` (`webhook_id`,`tries`,`sequence`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `webhook_deliveries_due` ON `webhook_deliveries` (`webhook_id`,`next_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_age` ON `webhook_deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `webhook_tries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`delivery_id` text NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`error` text,
	`ms` integer NOT NULL,
	FOREIGN KEY (`delivery_id`) REFERENCES `webhook_deliveries`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `webhook_tries_by_delivery` ON `webhook_tries` (`delivery_id`,`id`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`url` text NOT NULL,
	`events` text NOT NULL,
	`enabled` integer DEFAULT true NOT NULL,
	`disabled_reason` text,
	`told_in_full` integer NOT NULL,
	`sealed_secret` text NOT NULL,
	`sealed_previous` text,
	`previous_until` integer,
	`sealed_by` text NOT NULL,
	`last_sequence` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_by_workspace` ON `webhooks` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `webhooks_by_change` ON `webhooks` (`change_id`);--> statement-breakpoint
CREATE INDEX `webhooks_by_seal` ON `webhooks` (`sealed_by`);--> statement-breakpoint
CREATE INDEX `webhooks_with_previous` ON `webhooks` (`previous_until`) WHERE previous_until IS NOT NULL;--> statement-breakpoint
-- Messages of an endpoint are numbered without gap or repeat, in the order in which they were committed.
CREATE TRIGGER webhook_deliveries_count AFTER INSERT ON webhook_deliveries
BEGIN
	UPDATE webhooks SET last_sequence = NEW.sequence WHERE id = NEW.webhook_id;
END;
--> statement-breakpoint
-- One message for each endpoint that listens, in the transaction of the event: what it is about is kept as it was then.
CREATE TRIGGER outbox_to_webhooks AFTER INSERT ON outbox
WHEN NEW.workspace_id IS NOT NULL
BEGIN
	INSERT INTO webhook_deliveries (id, webhook_id, sequence, event, facts, at, next_at)
	SELECT 'dlv_0' || substr(lower(hex(randomblob(13))), 2), hook.id, hook.last_sequence + 1, NEW.topic,
		coalesce(CASE
			WHEN NEW.topic LIKE 'member.%' THEN (
				SELECT json_object('id', m.id, 'workspaceId', m.workspace_id, 'email', m.email, 'name', u.name, 'role', m.role,
					'status', m.status, 'endReason', m.end_reason, 'invitedAt', m.invited_at, 'requestedAt', m.requested_at,
					'expiresAt', m.expires_at, 'activatedAt', m.activated_at, 'endedAt', m.ended_at)
				FROM memberships AS m LEFT JOIN users AS u ON u.id = m.user_id WHERE m.id = NEW.payload ->> 'membershipId')
			WHEN NEW.topic LIKE 'share.%' OR NEW.topic LIKE 'video.%' THEN (
				SELECT json_object('id', s.id, 'workspaceId', s.workspace_id, 'nodeId', n.id, 'nodeKind', n.kind,
					'title', n.title, 'slug', s.slug, 'label', s.label, 'visibility', s.visibility,
					'hasPassword', s.password_hash IS NOT NULL, 'expiresAt', s.expires_at, 'maxViews', s.max_views,
					'allowDownload', s.allow_download, 'allowComments', s.allow_comments, 'allowEmbed', s.allow_embed,
					'allowIndexing', s.allow_indexing, 'publishedAt', s.published_at, 'endedAt', s.ended_at)
				FROM shares AS s JOIN nodes AS n ON n.id = s.node_id WHERE s.id = NEW.payload ->> 'shareId')
		END, NEW.payload),
		NEW.created_at, NEW.created_at
	FROM webhooks AS hook
	WHERE hook.workspace_id = NEW.workspace_id AND hook.enabled = 1
		AND EXISTS (SELECT 1 FROM json_each(hook.events) AS wanted WHERE wanted.value = NEW.topic);
END;
