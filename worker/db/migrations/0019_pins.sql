CREATE TABLE `kept_caption_tracks` (
	`node_id` text NOT NULL,
	`language` text NOT NULL,
	`label` text NOT NULL,
	`is_default` integer DEFAULT false NOT NULL,
	`cues` integer NOT NULL,
	`etag` text NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	`r2_key` text NOT NULL,
	PRIMARY KEY(`node_id`, `version`, `language`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kept_caption_tracks_by_object` ON `kept_caption_tracks` (`r2_key`);--> statement-breakpoint
CREATE TABLE `kept_chapter_tracks` (
	`node_id` text NOT NULL,
	`language` text NOT NULL,
	`chapters` text NOT NULL,
	`updated_at` integer NOT NULL,
	`change_id` text NOT NULL,
	`version` integer NOT NULL,
	PRIMARY KEY(`node_id`, `version`, `language`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `kept_posters` (
	`node_id` text NOT NULL,
	`width` integer NOT NULL,
	`content_type` text NOT NULL,
	`size` integer NOT NULL,
	`etag` text NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL,
	`r2_key` text NOT NULL,
	PRIMARY KEY(`node_id`, `version`, `width`, `content_type`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kept_posters_by_object` ON `kept_posters` (`r2_key`);--> statement-breakpoint
CREATE TABLE `__new_day_viewers` (
	`node_id` text NOT NULL,
	`day` integer NOT NULL,
	`viewer` text NOT NULL,
	`network` text,
	`version` integer NOT NULL,
	`watched` text NOT NULL,
	`change_id` text NOT NULL,
	PRIMARY KEY(`day`, `node_id`, `viewer`, `version`),
	FOREIGN KEY (`node_id`) REFERENCES `nodes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_day_viewers`("node_id", "day", "viewer", "network", "version", "watched", "change_id") SELECT "node_id", "day", "viewer", "network", "version", "watched", "change_id" FROM `day_viewers`;--> statement-breakpoint
DROP TABLE `day_viewers`;--> statement-breakpoint
ALTER TABLE `__new_day_viewers` RENAME TO `day_viewers`;--> statement-breakpoint
CREATE INDEX `day_viewers_by_network` ON `day_viewers` (`node_id`,`day`,`network`);--> statement-breakpoint
ALTER TABLE `shares` ADD `pinned_version` integer;--> statement-breakpoint
CREATE INDEX `shares_pinned` ON `shares` (`node_id`,`pinned_version`) WHERE pinned_version IS NOT NULL AND ended_at IS NULL;
--> statement-breakpoint
-- One viewer on one day is one view, whichever uploads they watched.
CREATE TRIGGER day_viewers_counted AFTER INSERT ON day_viewers
WHEN NOT EXISTS (SELECT 1 FROM day_viewers AS other WHERE other.day = NEW.day AND other.node_id = NEW.node_id
	AND other.viewer = NEW.viewer AND other.version <> NEW.version)
BEGIN
	INSERT INTO view_days (node_id, day, views) VALUES (NEW.node_id, NEW.day, 1)
	ON CONFLICT (node_id, day) DO UPDATE SET views = views + 1;
END;
--> statement-breakpoint
-- What belongs to a node belonged to all its uploads until now; an avatar made smaller shows one of them alone.
INSERT INTO kept_caption_tracks (node_id, version, language, label, is_default, cues, r2_key, etag, updated_at)
SELECT own.node_id, kept.version, own.language, own.label, own.is_default, own.cues, own.r2_key, own.etag, own.updated_at
FROM kept_media AS kept JOIN caption_tracks AS own ON own.node_id = kept.node_id;
--> statement-breakpoint
INSERT INTO kept_chapter_tracks (node_id, version, language, chapters, updated_at, change_id)
SELECT own.node_id, kept.version, own.language, own.chapters, own.updated_at, own.change_id
FROM kept_media AS kept JOIN chapter_tracks AS own ON own.node_id = kept.node_id;
--> statement-breakpoint
INSERT INTO kept_posters (node_id, version, width, content_type, r2_key, size, etag, updated_at)
SELECT own.node_id, kept.version, own.width, own.content_type, own.r2_key, own.size, own.etag, own.updated_at
FROM kept_media AS kept JOIN posters AS own ON own.node_id = kept.node_id JOIN nodes AS n ON n.id = own.node_id
WHERE n.kind <> 'avatar';
--> statement-breakpoint
-- What an upload began with is named by the one before as well: an object is dropped once nothing names it.
DROP TRIGGER caption_tracks_drop_deleted;
--> statement-breakpoint
DROP TRIGGER caption_tracks_drop_replaced;
--> statement-breakpoint
CREATE TRIGGER caption_tracks_drop_deleted AFTER DELETE ON caption_tracks
WHEN NOT EXISTS (SELECT 1 FROM kept_caption_tracks WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER caption_tracks_drop_replaced AFTER UPDATE OF r2_key ON caption_tracks
WHEN NEW.r2_key <> OLD.r2_key AND NOT EXISTS (SELECT 1 FROM kept_caption_tracks WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER kept_caption_tracks_drop_deleted AFTER DELETE ON kept_caption_tracks
WHEN NOT EXISTS (SELECT 1 FROM caption_tracks WHERE r2_key = OLD.r2_key)
	AND NOT EXISTS (SELECT 1 FROM kept_caption_tracks WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER kept_caption_tracks_name_no_dropped BEFORE INSERT ON kept_caption_tracks
WHEN EXISTS (SELECT 1 FROM dropped_objects WHERE r2_key = NEW.r2_key)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
DROP TRIGGER posters_drop_deleted;
--> statement-breakpoint
DROP TRIGGER posters_drop_replaced;
--> statement-breakpoint
CREATE TRIGGER posters_drop_deleted AFTER DELETE ON posters
WHEN NOT EXISTS (SELECT 1 FROM kept_posters WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER posters_drop_replaced AFTER UPDATE OF r2_key ON posters
WHEN NEW.r2_key <> OLD.r2_key AND NOT EXISTS (SELECT 1 FROM kept_posters WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER kept_posters_drop_deleted AFTER DELETE ON kept_posters
WHEN NOT EXISTS (SELECT 1 FROM posters WHERE r2_key = OLD.r2_key)
	AND NOT EXISTS (SELECT 1 FROM kept_posters WHERE r2_key = OLD.r2_key)
BEGIN
	INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (OLD.r2_key, CAST(unixepoch('subsec') * 1000 AS INTEGER))
	ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER kept_posters_name_no_dropped BEFORE INSERT ON kept_posters
WHEN EXISTS (SELECT 1 FROM dropped_objects WHERE r2_key = NEW.r2_key)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
-- What belongs to an upload goes with it.
CREATE TRIGGER kept_media_takes_its_tracks AFTER DELETE ON kept_media
BEGIN
	DELETE FROM kept_caption_tracks WHERE node_id = OLD.node_id AND version = OLD.version;
	DELETE FROM kept_chapter_tracks WHERE node_id = OLD.node_id AND version = OLD.version;
	DELETE FROM kept_posters WHERE node_id = OLD.node_id AND version = OLD.version;
END;
--> statement-breakpoint
-- A link shows an upload that is there: it is set to no other, and that one stays while the link may open.
CREATE TRIGGER shares_pin_what_is_there BEFORE UPDATE OF pinned_version ON shares
WHEN NEW.pinned_version IS NOT NULL AND NOT EXISTS (SELECT 1 FROM media WHERE node_id = NEW.node_id AND version = NEW.pinned_version)
	AND NOT EXISTS (SELECT 1 FROM kept_media WHERE node_id = NEW.node_id AND version = NEW.pinned_version)
BEGIN
	SELECT RAISE(ABORT, 'no such version to pin');
END;
--> statement-breakpoint
CREATE TRIGGER shares_begin_pinned BEFORE INSERT ON shares
WHEN NEW.pinned_version IS NOT NULL AND NOT EXISTS (SELECT 1 FROM media WHERE node_id = NEW.node_id AND version = NEW.pinned_version)
	AND NOT EXISTS (SELECT 1 FROM kept_media WHERE node_id = NEW.node_id AND version = NEW.pinned_version)
BEGIN
	SELECT RAISE(ABORT, 'no such version to pin');
END;
--> statement-breakpoint
CREATE TRIGGER kept_media_stays_pinned BEFORE DELETE ON kept_media
WHEN EXISTS (SELECT 1 FROM shares WHERE node_id = OLD.node_id AND pinned_version = OLD.version AND ended_at IS NULL)
	AND NOT EXISTS (SELECT 1 FROM media WHERE node_id = OLD.node_id AND version = OLD.version)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
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
					'allowIndexing', s.allow_indexing, 'pinnedVersion', s.pinned_version, 'publishedAt', s.published_at, 'endedAt', s.ended_at)
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
