CREATE TABLE `replica_heartbeat` (
	`id` integer PRIMARY KEY NOT NULL,
	`beat` integer NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "replica_heartbeat_one_row" CHECK("replica_heartbeat"."id" = 1)
);
--> statement-breakpoint
INSERT INTO `replica_heartbeat` (`id`, `beat`, `at`) VALUES (1, 0, 0);
