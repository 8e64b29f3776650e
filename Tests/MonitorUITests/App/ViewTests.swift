import Testing

@testable import MonitorUI

/// The screen as drawings, one a situation (`Scenes`).
@Suite struct ViewTests {
  @Test func following100() {
    expect(
      "following100",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678                           ● live   13:52:07
       ◐ Transferring the buyer to a different account   TSK-5498-1544-6054-5440     E 2  W 1   5 entries
       █████████████████████████▏                     57.3 %   in 13:05 · 14:05 (14:04–14:06)
       13:40:13.500  INFO     Starting buyer 'BUY-4230-6788' transfer to 'ACC-4952-6625'.
       13:40:20.020  WARNING  Step 3 of 5 took longer than expected
                            ╎ waited for the lock of AGR-1
       13:40:20.411  ERROR    r2 +12s Agreement AGR-1 could not be moved: quota
       13:41:17.000  DEBUG    retrying with the ^[[31mnext^[[0m batch
       13:42:07.000  FAILURE  Gave up on 漢字














       4 errors  / search  & filter  E error here  Enter details  p pause  : commands  ? help  q quit
      """#)
  }

  @Test func following80() {
    expect(
      "following80",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678       ● live   13:52:07
       ◐ Transferring the buyer to a different account   5440    E 2  W 1   5 entries
       ███████████████████▍                 57.3 %   in 13:05 · 14:05 (14:04–14:06)
       13:40:13.500  INFO     Starting buyer 'BUY-4230-6788' transfer to 'ACC-4952-6…
       13:40:20.020  WARNING  Step 3 of 5 took longer than expected
                            ╎ waited for the lock of AGR-1
       13:40:20.411  ERROR    r2 +12s Agreement AGR-1 could not be moved: quota
       13:41:17.000  DEBUG    retrying with the ^[[31mnext^[[0m batch
       13:42:07.000  FAILURE  Gave up on 漢字














       4 errors  / search  & filter  E error here  Enter details  ? help  q quit
      """#)
  }

  @Test func following40() {
    expect(
      "following40",
      #"""
       mpt-tail             ● live   13:52:07
       ◐ Transferring the buyer to…  E 2  W 1
       █████▋       57.3 %   in 13:05 · 14:05
       13:40:13 INFO    Starting buyer 'BUY-4…
       13:40:20 WARNING Step 3 of 5 took long…
                        waited for the lock o…
       13:40:20 ERROR   r2 +12s Agreement AGR…
       13:41:17 DEBUG   retrying with the ^[[…
       13:42:07 FAILURE Gave up on 漢字


       4 errors  / search  ? help  q quit
      """#)
  }

  @Test func following22() {
    expect(
      "following22",
      #"""
      ◐ Transferring the bu…
      ██████▎       57.3 %
      E r2 +12s Agreement A…
      D retrying with the ^…
      F Gave up on 漢字
      """#)
  }

  @Test func tiny() {
    expect(
      "tiny",
      #"""
      57.3 % Processing


      """#)
  }

  @Test func slipped() {
    expect(
      "slipped",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678                                               ● live   13:52:07
       ◐ Transferring the buyer   TSK-5498-1544-6054-5440                           E 2  W 1   5 entries · 1 late · 1 revised
       ████████████████████████████▊                      60.0 %   in 16:05 · 14:08 (14:07–14:09)  ▲ slipped 3m
       13:40:13.500  INFO     Starting buyer 'BUY-4230-6788' transfer to 'ACC-4952-6625'.
       13:40:20.020  WARNING  Step 3 of 5 took longer than expected
                            ╎ waited for the lock of AGR-1
       13:40:20.411  ERROR    r2 +12s Agreement AGR-1 could not be moved: quota
       13:41:17.000  DEBUG    retrying with the ^[[31mnext^[[0m batch
       13:42:07.000  FAILURE  Gave up on 漢字


       4 errors  / search  & filter  E error here  Enter details  p pause  : commands  m mark  " note  w wrap  ? help  q quit
      """#)
  }

  @Test func two() {
    expect(
      "two",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678   ◐ 1  ○ 1                ● live   13:52:07
      ▌◐ Transferring the buyer to a different account   TSK-5498-1544-6054-5440    E 1  W 4   40 entries
      ▌█████████████████████████▏                     57.3 %   in 13:05 · 14:05                ▁█▁ 37/min
       13:51:58.000  INFO     entry 31
       13:51:59.000  INFO     entry 32
       13:52:00.000  INFO     entry 33
       13:52:01.000  INFO     entry 34
       13:52:02.000  INFO     entry 35
       13:52:03.000  INFO     entry 36
       13:52:04.000  INFO     entry 37
       13:52:05.000  INFO     entry 38
       13:52:06.000  WARNING  entry 39
       ○ Importing subscriptions   TSK-0001-2474-4798-1266                                      4 entries
         Queued
       13:52:03.000  INFO     entry 0
       13:52:04.000  INFO     entry 1
       13:52:05.000  INFO     entry 2
       13:52:06.000  INFO     entry 3





       4 errors  / search  & filter  z zoom  Tab pane  ! error anywhere  E error here  ? help  q quit
      """#)
  }

  @Test func merged() {
    expect(
      "merged",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678   ◐ 1  ○ 1                ● live   13:52:07
       all 2 tasks                                                                1 Processing · 1 Queued
       ◐ Transferring 57.3 %   ○ Importing                                          E 1  W 4   44 entries
       13:51:51.000  Transferring ERROR    entry 24
       13:51:52.000  Transferring INFO     entry 25
       13:51:53.000  Transferring INFO     entry 26
       13:51:54.000  Transferring INFO     entry 27
       13:51:55.000  Transferring INFO     entry 28
       13:51:56.000  Transferring WARNING  entry 29
       13:51:57.000  Transferring INFO     entry 30
       13:51:58.000  Transferring INFO     entry 31
       13:51:59.000  Transferring INFO     entry 32
       13:52:00.000  Transferring INFO     entry 33
       13:52:01.000  Transferring INFO     entry 34
       13:52:02.000  Transferring INFO     entry 35
       13:52:03.000  Transferring INFO     entry 36
       13:52:03.000  Importing    INFO     entry 0
       13:52:04.000  Transferring INFO     entry 37
       13:52:04.000  Importing    INFO     entry 1
       13:52:05.000  Transferring INFO     entry 38
       13:52:05.000  Importing    INFO     entry 2
       13:52:06.000  Transferring WARNING  entry 39
       13:52:06.000  Importing    INFO     entry 3
       4 errors  / search  & filter  ! error anywhere  E error here  Enter details  ? help  q quit
      """#)
  }

  @Test func scrolled() {
    expect(
      "scrolled",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678       ● live   13:52:09
       ◐ Importing   TSK-5498-1544-6054-5440    ≥Warning   E 61  W 120   181 of 1 486
       █████████████████████████████████▉   99.9 %   overdue 2:12   █████████▂ 60/min
      >13:51:04.000  WARNING  entry 1419                                             ╸
       13:51:09.000  ERROR    entry 1424                                             ╸
       13:51:14.000  WARNING  entry 1429                                             ╸
       13:51:24.000  WARNING  entry 1439                                             ╸
       13:51:34.000  ERROR    entry 1449                                             ╸
       13:51:44.000  WARNING  entry 1459                                             ╸
       13:51:54.000  WARNING  entry 1469                                             ╸
       13:51:59.000  ERROR    entry 1474                                             ╸
       13:52:04.000  WARNING  entry 1479                                             ┫
       ▼ 3 new (E 2  W 1)                                                 G to follow
       0 all  Esc clear  x context  G follow  1-5 severity  / search  ? help  q quit
      """#)
  }

  @Test func stale() {
    expect(
      "stale",
      #"""
       mpt-tail                            stale 42s · 503 Service Unavailable · retry 3 in 8s   13:52:07
       ◐ Transferring the buyer to a different account   TSK-5498-1544-6054-5440     E 2  W 1   5 entries
       █████████████████████████▏                     57.3 %   in 13:05 · 14:05 (14:04–14:06)
       13:40:20.020  WARNING  Step 3 of 5 took longer than expected
                            ╎ waited for the lock of AGR-1
       13:40:20.411  ERROR    r2 +12s Agreement AGR-1 could not be moved: quota
       13:41:17.000  DEBUG    retrying with the ^[[31mnext^[[0m batch
       13:42:07.000  FAILURE  Gave up on 漢字
       4 errors  / search  & filter  E error here  Enter details  p pause  : commands  ? help  q quit
      """#)
  }

  @Test func refused() {
    expect(
      "refused",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678                          refused   13:52:07
       ∅ TSK-5498-1544-6054-5440                                                                – entries

       401: the token was refused; set MPT_API_TOKEN to a valid one




       4 errors  / search  & filter  E error here  Enter details  p pause  : commands  ? help  q quit
      """#)
  }

  @Test func queued() {
    expect(
      "queued",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678       ● live   13:52:07
       ○ Importing   TSK-5498-1544-6054-5440                                0 entries


                                      no entries yet
                                 Queued · next poll in 2s


       4 errors  / search  & filter  E error here  Enter details  ? help  q quit
      """#)
  }

  @Test func failed() {
    expect(
      "failed",
      #"""
       mpt-tail                         ■ ended · everything was delivered   13:52:07
       ✖ Importing   TSK-5498-1544-6054-5440            E 2  W 1   5 entries · 1 late
         Failed at 57.3 % after 11:34 · Gave up on 漢字
       13:40:20.020  WARNING  Step 3 of 5 took longer than expected
                            ╎ waited for the lock of AGR-1
       13:40:20.411  ERROR    r2 +12s Agreement AGR-1 could not be moved: quota
       13:41:17.000  DEBUG    retrying with the ^[[31mnext^[[0m batch
       13:42:07.000  FAILURE  Gave up on 漢字
       4 errors  / search  & filter  E error here  Enter details  ? help  q quit
      """#)
  }

  @Test func help() {
    expect(
      "help",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678       ● live   13:52:07
       ◐ Tra╭─ Keys ───────────────────────────────────────────────────────────╮tries
       █████│ To begin with                                                    │06)
       13:40│ j k ↓ ↑              a line down, up                             │52-6…
       13:40│ G End                to the newest, and follow                   │
            │ 1 2 3 4 5            minimum severity; again: only this severity │
       13:40│ e E                  next, previous error                        │
       13:41│ /                    search as you type                          │
       13:42│ &                    filter by text; ! excludes                  │
            │ Enter                details of the entry                        │
            │ Tab Shift-Tab        next, previous pane                         │
            │ z                    zoom: this pane alone                       │
            │ q                    close this, or quit                         │
            │                                                                  │
            │ Move                                                             │
            │ d u Ctrl-D Ctrl-U    half a page down, up                        │
            │ Space b f PgUp PgDn  a page down, up                             │
            │ g Home               to the oldest                               │
            │ @                    to a time: 13:40, -10m, a date              │
            │ h l ← →              sideways                                    │
            │                                                                  │
            │ Follow                                                           │
            ╰────────────────────────────────────────────────────── ▼ more: j ─╯
       q close
      """#)
  }

  @Test func many() {
    expect(
      "many",
      #"""
       mpt-tail  api.platform.softwareone.com   ◐ 9           ○ connecting   13:52:07
       ◐ Task number 0  5440              0.0 %  ETA unknown           █    3 entries
       ◐ Task number 1   TSK-0001-2474-4798-1266                            3 entries
       ███▍                                 10.0 %   ETA unknown              █ 3/min
       13:52:04.000  INFO     entry 0
       13:52:05.000  INFO     entry 1
       13:52:06.000  INFO     entry 2

       ◐ Task number 2   TSK-7777-0000-1111-2222                            3 entries
       ██████▊                              20.0 %   ETA unknown              █ 3/min
       13:52:04.000  INFO     entry 0
       13:52:05.000  INFO     entry 1
       13:52:06.000  INFO     entry 2
      ▌◐ Task number 3   TSK-8888-1234-9999-3333                            3 entries
      ▌██████████▏                          30.0 %   ETA unknown              █ 3/min
       13:52:04.000  INFO     entry 0
       13:52:05.000  INFO     entry 1
       13:52:06.000  INFO     entry 2
       ◐ Task number 4  1004  ███▏       40.0 %  ETA unknown           █    3 entries
       ◐ Task number 5  1005  ████       50.0 %  ETA unknown           █    3 entries
       ◐ Task number 6  1006  ████▊      60.0 %  ETA unknown           █    3 entries
       ◐ Task number 7  1007  █████▌     70.0 %  ETA unknown           █    3 entries
       ◐ Task number 8  1008  ██████▍    80.0 %  ETA unknown           █    3 entries
       4 errors  / search  & filter  z zoom  Tab pane  E error here  ? help  q quit
      """#)
  }

  @Test func wrapped() {
    expect(
      "wrapped",
      #"""
       mpt-tail                       ● live   13:52:07
       ◐ Transferring the buyer to a differe…  E 2  W 1
       ███████████▍           57.3 %   in 13:05 · 14:05
       13:40:13 INFO    Starting buyer 'BUY-4230-6788'
                        transfer to 'ACC-4952-6625'.
       13:40:20 WARNING Step 3 of 5 took longer than
                        expected
                        waited for the lock of AGR-1
       13:40:20 ERROR   r2 +12s Agreement AGR-1 could
                        not be moved: quota
       13:41:17 DEBUG   retrying with the
                        ^[[31mnext^[[0m batch
       13:42:07 FAILURE Gave up on 漢字
       4 errors  / search  & filter  ? help  q quit
      """#)
  }

  @Test func grid() {
    expect(
      "grid",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678   ◐ 4                                 ○ connecting   13:52:12
      ▌◐ Task 0   TSK-5498-1544-6054-5440              3 entries │ ◐ Task 1   TSK-0001-2474-4798-1266             3 entries
      ▌                                 0.0 %   in 1:35          │ ████████▍                      30.0 %   in 1:35
       13:52:04 I entry 0                                        │ 13:52:04 I entry 0
       13:52:05 I entry 1                                        │ 13:52:05 I entry 1
       13:52:06 I entry 2                                        │ 13:52:06 I entry 2
                                                                 │
                                                                 │
       ◐ Task 2   TSK-7777-0000-1111-2222              3 entries │ ◐ Task 3   TSK-8888-1234-9999-3333             3 entries
       █████████████████▍              60.0 %   in 1:35          │ █████████████████████████▏     90.0 %   in 1:35
       13:52:04 I entry 0                                        │ 13:52:04 I entry 0
       13:52:05 I entry 1                                        │ 13:52:05 I entry 1
       13:52:06 I entry 2                                        │ 13:52:06 I entry 2
                                                                 │
                                                                 │
       4 errors  / search  & filter  z zoom  Tab pane  ! error anywhere  E error here  Enter details  ? help  q quit
      """#)
  }

  @Test func searching() {
    expect(
      "searching",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678       ● live   13:52:07
       ◐ Transferring the buyer to a different account   5440    E 2  W 1   5 entries
       ███████████████████▍                 57.3 %   in 13:05 · 14:05 (14:04–14:06)
      >13:40:20.020  WARNING  Step 3 of 5 took longer than expected                  ┃
                            ╎ waited for the lock of AGR-1                           ┨
       13:40:20.411  ERROR    r2 +12s Agreement AGR-1 could not be moved: quota      ┫
       13:41:17.000  DEBUG    retrying with the ^[[31mnext^[[0m batch                ┫
       scrolled                                                           G to follow
       /AGR-\d(                               missing closing parenthesis, at the end
      """#)
  }

  @Test func context() {
    expect(
      "context",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678                           ● live   13:52:07
       ◐ Transferring the buyer to a different account   5440       &quota in context   E 2  W 1   1 of 5
       █████████████████████████▏                     57.3 %   in 13:05 · 14:05 (14:04–14:06)
      ·13:40:13.500  INFO     Starting buyer 'BUY-4230-6788' transfer to 'ACC-4952-6625'.
      ·13:40:20.020  WARNING  Step 3 of 5 took longer than expected
                            ╎ waited for the lock of AGR-1
       13:40:20.411  ERROR    r2 +12s Agreement AGR-1 could not be moved: quota
      ·13:41:17.000  DEBUG    retrying with the ^[[31mnext^[[0m batch
      ·13:42:07.000  FAILURE  Gave up on 漢字


       Esc clear  x context off  4 errors  / search  & filter  E error here  p pause  ? help  q quit
      """#)
  }

  @Test func details() {
    expect(
      "details",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678                           ● live   13:52:07
      ╭─ TLR-1 ──────────────────────────────────────────────────────────────────────────────────────────╮
      │ Message                                                                                          │
      │   Agreement AGR-1 could not be moved: quota                                                      │
      │                                                                                                  │
      │ Entry                                                                                            │
      │   severity    Error                                                                              │
      │   time        2025-09-11 13:40:20.411 UTC  11m46s ago                                            │
      │   late        by 12s, behind the newest known then                                               │
      │   revision    2                                                                                  │
      │                                                                                                  │
      │ Revisions                                                                                        │
      │   r1  13:40:20.411  Error                                                                        │
      │       Agreement AGR-1 could not be moved: quota exceeded                                         │
      │   r2  13:40:20.411  Error                                                                        │
      │       Agreement AGR-1 could not be moved: quota[- exceeded-]                                     │
      │                                                                                                  │
      │ Task                                                                                             │
      │   id          TSK-5498-1544-6054-5440                                                            │
      │   name        Transferring the buyer to a different account                                      │
      │   status      ◐ Processing  for 11:54                                                            │
      │   progress    57.3 %                                                                             │
      │   eta         2025-09-11 14:05:12.000 UTC  as the platform says                                  │
      │   between     14:04:31 and 14:06:22  four times out of five                                      │
      │                                                                                                  │
      │ Audit                                                                                            │
      │   started     2025-09-11 13:40:13.000 UTC  11m54s ago                                            │
      ╰──────────────────────────────────────────────────────────────────────────────────────────────────╯




       scrolled                                                                               G to follow
       j k entry  y copy  v only this value  a same template  Tab value  e E error  : commands  q close
      """#)
  }

  @Test func palette() {
    expect(
      "palette",
      #"""
       mpt-tail  api.platform.softwareone.com · TKN-1234-5678       ● live   13:52:07
      ╭─ Commands ───────────────────────────────────────────────────────────────────╮
      │ :ne                                                                          │
      │ > next error            the next one in this pane                          e │
      │   next warning          next, previous warning or error                    ] │
      │   newest error          of any task; again: of the next one                ! │
      │   next match            the next one of what is searched for               n │
      │   next mark                                                                ' │
      │   focus next            next, previous pane                              Tab │
      │   context               show context around matches                        x │
      │   add task              new                                                A │
      │   bottom                newest · to the newest, and follow             G End │
      ╰────────────────────────────────────────────────────────────────────────── 9 ─╯
       Enter run  ↓ ↑ choose  Esc close
      """#)
  }

  @Test func marked() {
    expect(
      "marked",
      #"""
       mpt-tail  api.platform.softwareone.com      ● live · polled  6s ago   13:52:12
       ◐ Transferring the buyer to a different account   5440    E 2  W 1   5 entries
       ███████████████████▍                 57.3 %   in 13:00 · 14:05 (14:04–14:06)
          -0:00.391  WARNING  Step 3 of 5 took longer than expected
                            ╎ waited for the lock of AGR-1                           ┃
      >   +0:00.000◆ ERROR    r2 +12s Agreement AGR-1 could not be moved: quota      ┫
          +0:56.589  DEBUG    retrying with the ^[[31mnext^[[0m batch                ┃
          +1:46.589  FAILURE  Gave up on 漢字                                        ┫
       scrolled                                                           G to follow
       G follow  4 errors  / search  & filter  e next error  p pause  ? help  q quit
      """#)
  }

  private func expect(_ name: String, _ drawing: String, _ location: SourceLocation = #_sourceLocation) {
    let scene = Scenes.all.first { $0.0 == name }
    #expect(scene?.1.drawing == drawing, sourceLocation: location)
  }
}
