CREATE TABLE `comments` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`node_id` text NOT NULL,
	`version` integer NOT NULL,
	`parent_id` text,
	`place` text NOT NULL,
	`author_user_id` text,
	`author_membership_id` text,
	`author_name` text,
	`author_proof` text,
	`body` text NOT NULL,
	`at_seconds` real,
	`mentions` text DEFAULT '[]' NOT NULL,
	`resolved_at` integer,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "comments_emptied" CHECK("comments"."deleted_at" IS NULL OR ("comments"."body" = '' AND "comments"."author_user_id" IS NULL)),
	CONSTRAINT "comments_resolve_threads" CHECK("comments"."resolved_at" IS NULL OR "comments"."parent_id" IS NULL)
);
--> statement-breakpoint
CREATE INDEX `comments_in_order` ON `comments` (`node_id`,`place`);--> statement-breakpoint
CREATE INDEX `comments_of_thread` ON `comments` (`parent_id`);--> statement-breakpoint
CREATE INDEX `comments_by_workspace` ON `comments` (`workspace_id`);--> statement-breakpoint
CREATE INDEX `comments_by_author` ON `comments` (`author_user_id`);--> statement-breakpoint
CREATE INDEX `comments_by_change` ON `comments` (`change_id`);--> statement-breakpoint
CREATE TABLE `reviewers` (
	`node_id` text NOT NULL,
	`membership_id` text NOT NULL,
	PRIMARY KEY(`node_id`, `membership_id`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reviewers_by_membership` ON `reviewers` (`membership_id`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`node_id` text NOT NULL,
	`version` integer NOT NULL,
	`membership_id` text NOT NULL,
	`decision` text NOT NULL,
	`note` text NOT NULL,
	`decided_at` integer NOT NULL,
	`change_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_once` ON `reviews` (`node_id`,`version`,`membership_id`);--> statement-breakpoint
CREATE INDEX `reviews_by_workspace` ON `reviews` (`workspace_id`);--> statement-breakpoint
CREATE INDEX `reviews_by_membership` ON `reviews` (`membership_id`);--> statement-breakpoint
CREATE INDEX `reviews_by_change` ON `reviews` (`change_id`);--> statement-breakpoint
ALTER TABLE `notifications` ADD `comment_id` text REFERENCES comments(id) ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE `notifications` ADD `node_id` text REFERENCES nodes(id) ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE `notifications` ADD `review_id` text REFERENCES reviews(id) ON DELETE SET NULL;--> statement-breakpoint
CREATE INDEX `notifications_by_comment` ON `notifications` (`comment_id`);--> statement-breakpoint
CREATE INDEX `notifications_by_node` ON `notifications` (`node_id`);--> statement-breakpoint
CREATE INDEX `notifications_by_review` ON `notifications` (`review_id`);--> statement-breakpoint
-- As before, and of comments what was said, of reviews what was decided.
DROP TRIGGER outbox_to_webhooks;
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
			WHEN NEW.topic = 'comment.created' THEN (
				SELECT json_object('id', c.id, 'workspaceId', c.workspace_id, 'nodeId', n.id, 'nodeKind', n.kind,
					'title', n.title, 'parentId', c.parent_id, 'membershipId', c.author_membership_id,
					'author', coalesce(nullif(u.name, ''), c.author_name, ''), 'body', c.body, 'atSeconds', c.at_seconds,
					'version', c.version, 'createdAt', c.created_at)
				FROM comments AS c JOIN nodes AS n ON n.id = c.node_id LEFT JOIN users AS u ON u.id = c.author_user_id
				WHERE c.id = NEW.payload ->> 'commentId')
			WHEN NEW.topic = 'review.decided' THEN (
				SELECT json_object('workspaceId', r.workspace_id, 'nodeId', n.id, 'nodeKind', n.kind, 'title', n.title,
					'membershipId', r.membership_id, 'name', coalesce(u.name, ''), 'decision', r.decision, 'note', r.note,
					'version', r.version, 'at', r.decided_at)
				FROM reviews AS r JOIN nodes AS n ON n.id = r.node_id JOIN memberships AS m ON m.id = r.membership_id
					JOIN users AS u ON u.id = m.user_id
				WHERE r.id = NEW.payload ->> 'reviewId')
		END, NEW.payload),
		NEW.created_at, NEW.created_at
	FROM webhooks AS hook
	WHERE hook.workspace_id = NEW.workspace_id AND hook.enabled = 1
		AND EXISTS (SELECT 1 FROM json_each(hook.events) AS wanted WHERE wanted.value = NEW.topic);
END;
