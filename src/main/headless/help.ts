export const help = `Orrery: an observatory for Kafka, ZooKeeper, Redis, RabbitMQ and ActiveMQ

  orrery serve [TARGET…] [FILE…] [--port N] [--targets FILE] [--data FOLDER] [--lab] [--open]
      Observes the saved targets, or those given, and shows them in a browser on this machine,
      beside the archives given (*.orrery).
        --port N        the port to listen on; a free one if left out
        --targets FILE  the file of saved targets
        --data FOLDER   where history is kept
        --lab           also starts real local clusters and observes them
        --open          opens the browser

  orrery status TARGET… --json
      Observes each target twice, a second apart, and prints all its views.

  orrery check TARGET… --json [--interval 5s] [--samples N | --watch]
      Observes each target for a while and prints what the rules found.
      Ends with 0: nothing from warning up, 1: findings, 2: could not observe.
        --interval 5s   from sample to sample
        --samples N     how many; if left out, as many as 30 s take
        --watch         goes on, and prints a line for each finding that opens or closes

  orrery report [TARGET…] [--from TIME] [--to TIME] [--format html,md,json,csv,pdf] [--out FOLDER]
      Tells from the history what was wrong, what changed and how things stood, for people who have no Orrery.
      TARGET is a name in the history, or a file of history (*.orrery), both in one too; all of the history if left out.
        --from, --to    03:12, "yesterday 14:00", 15m (ago), 2026-11-20T03:12:40Z; the last hour if left out
        --format        several with commas; html if left out
        --redact        hosts,names,clients: replaced by stand-ins
        --title TEXT
        --data FOLDER   where history is kept

  orrery compare TARGET [--from TIME] [--to TIME] [--in FILE] [--json]
  orrery compare TARGET OTHER [--at TIME] [--in FILE] [--json]
      Tells what differs between two instants of a target, or between two targets: topology, configuration,
      assignment, ownership, state, content, offsets. Out of the history: nothing is asked from a cluster.
      Ends with 0: alike, but for positions and amounts, 1: something differs, 2: could not be compared.
        --from, --to    as with report; an hour before the end, and the newest, if left out
        --at TIME       the newest of each if left out
        --in FILE       the targets are those of an archive; a file (*.orrery) of one target may also stand for it
        --data FOLDER   where history is kept

  orrery search [WORDS…] [--sort entity,fact,finding,run] [--kind KIND] [--target NAME] [--in FILE] [--json]
      Finds what was ever observed: by name, by what a fact said, by a finding's words, by an experiment's title.
      All words must be in it, each as part of a word too. Out of the history: nothing is asked from a cluster.
      Ends with 0: something was found, 1: nothing, 2: could not be searched.
        --sort          several with commas; all if left out
        --kind KIND     of entities, as the window calls them: topic, partition, queue, znode; several with commas
        --target NAME   may be given several times
        --from, --to    as with report: what was in force at some time between; ever if left out
        --limit N       of each sort; 10 if left out
        --in FILE       an archive (*.orrery)
        --data FOLDER   where history is kept

  orrery export TARGET… [--from TIME] [--to TIME] [--out FILE] [--replace] [--json]
      Cuts what was observed out of the history into one file, an archive, also while Orrery runs.
      Secrets are never in it. Whoever has it opens it without a cluster.
        --from TIME     03:12, "yesterday 14:00", "20 Nov 03:12", 2026-11-20T03:12, "90 min ago";
                        an hour before the end if left out
        --to TIME       now if left out
        --out FILE      the archive; named after target and time if left out
        --replace       also where there is such a file
        --data FOLDER, --targets FILE   as with serve

  orrery open FILE… [--port N] [--no-browser]
      Shows archives in a browser. Nothing is observed, and the files are not changed.

  orrery lab up|down|list
      Real clusters on this machine, from a checkout of Orrery.

  orrery --help | --version

A TARGET is the name of a saved target, or a connection string:
  kafka://host:9092,host:9092   kafka://user:password@host:9092?mechanism=scram-sha-512
  zookeeper://host:2181,host:2181/chroot
`
