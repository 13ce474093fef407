/*
 * The C ABI by which programs have Stata in their own process, StataSO_*, as far as its users use it.
 * Nothing of Stata is in here: a child process does the work (see bridge.ts), and this speaks JSON
 * lines with it. NODE, ENTRY, DIRECTORY, EDITION and VERSION are defined by the installer.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define NO_LICENCE -7100

extern char **environ;

struct text {
  char *bytes;
  size_t length, capacity;
};

/* Output that nobody has asked for yet, and what has been handed out last. */
static struct text waiting;
static char *handed_out;
static pthread_mutex_t waiting_lock = PTHREAD_MUTEX_INITIALIZER;
/* Break is sent while Execute waits, so writing has a lock of its own. */
static pthread_mutex_t request_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t execute_lock = PTHREAD_MUTEX_INITIALIZER;
static int to_engine = -1;
static FILE *from_engine;
static int last_id;

static void append(struct text *text, const char *bytes, size_t length) {
  if (text->length + length + 1 > text->capacity) {
    size_t capacity = 2 * (text->length + length + 1);
    char *grown = realloc(text->bytes, capacity);
    if (grown == NULL) return;
    text->bytes = grown;
    text->capacity = capacity;
  }
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
  text->bytes[text->length] = '\0';
}

static void append_string(struct text *text, const char *string) {
  append(text, string, strlen(string));
}

/* A string as JSON. Bytes above 127 go as they are, which is UTF-8 if it was. */
static void append_json(struct text *text, const char *string) {
  append(text, "\"", 1);
  for (const unsigned char *at = (const unsigned char *)string; *at != '\0'; at++) {
    char escaped[8];
    if (*at == '"' || *at == '\\') {
      snprintf(escaped, sizeof escaped, "\\%c", *at);
      append_string(text, escaped);
    } else if (*at < 0x20) {
      snprintf(escaped, sizeof escaped, "\\u%04x", *at);
      append_string(text, escaped);
    } else
      append(text, (const char *)at, 1);
  }
  append(text, "\"", 1);
}

/* The value of a member of one flat JSON object, as the engine writes it; NULL when there is none. */
static const char *member(const char *line, const char *name) {
  char key[32];
  snprintf(key, sizeof key, "\"%s\":", name);
  bool inside = false;
  for (const char *at = line; *at != '\0'; at++) {
    if (!inside && strncmp(at, key, strlen(key)) == 0) return at + strlen(key);
    if (*at == '"') inside = !inside;
    if (*at == '\\' && at[1] != '\0') at++;
  }
  return NULL;
}

/*
 * Appends the bytes that a JSON string stands for. The engine gives each byte of its output as one
 * character below 256, which JSON writes as itself, in UTF-8, or as an escape.
 */
static void append_bytes_of(struct text *text, const char *json) {
  if (json == NULL || *json != '"') return;
  for (const unsigned char *at = (const unsigned char *)json + 1; *at != '"' && *at != '\0'; at++) {
    char byte = (char)*at;
    if (*at == '\\') {
      at++;
      if (*at == 'n') byte = '\n';
      else if (*at == 't') byte = '\t';
      else if (*at == 'r') byte = '\r';
      else if (*at == 'b') byte = '\b';
      else if (*at == 'f') byte = '\f';
      else if (*at == 'u') {
        unsigned code = 0;
        if (sscanf((const char *)at + 1, "%4x", &code) == 1) byte = (char)code;
        at += 4;
      } else byte = (char)*at;
    } else if ((*at & 0xe0) == 0xc0 && (at[1] & 0xc0) == 0x80) {
      byte = (char)(((*at & 0x1f) << 6) | (at[1] & 0x3f));
      at++;
    }
    append(text, &byte, 1);
  }
}

static bool send_line(const struct text *line) {
  pthread_mutex_lock(&request_lock);
  size_t done = 0;
  while (to_engine >= 0 && done < line->length) {
    ssize_t written = write(to_engine, line->bytes + done, line->length - done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    done += (size_t)written;
  }
  pthread_mutex_unlock(&request_lock);
  return done == line->length;
}

/* What a Stata in this process would have done to it. */
static void die(const char *crash) {
  static const struct {
    const char *name;
    int number;
  } signals[] = {{"SIGHUP", SIGHUP},   {"SIGILL", SIGILL},   {"SIGABRT", SIGABRT},
                 {"SIGBUS", SIGBUS},   {"SIGFPE", SIGFPE},   {"SIGKILL", SIGKILL},
                 {"SIGSEGV", SIGSEGV}, {"SIGPIPE", SIGPIPE}, {"SIGTERM", SIGTERM}};
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) {
    if (strstr(crash, signals[index].name) == NULL) continue;
    signal(signals[index].number, SIG_DFL);
    raise(signals[index].number);
  }
  const char *status = member(crash, "status");
  _exit(status == NULL ? 1 : atoi(status));
}

/* Takes what the engine says until the request is done with. */
static int await_end(bool is_start) {
  char *line = NULL;
  size_t capacity = 0;
  int code = -1;
  while (getline(&line, &capacity, from_engine) > 0) {
    const char *said = member(line, "said"), *ended = member(line, "ended");
    pthread_mutex_lock(&waiting_lock);
    append_bytes_of(&waiting, said);
    pthread_mutex_unlock(&waiting_lock);
    if (ended == NULL) continue;
    const char *crash = member(line, "crash");
    if (crash != NULL && is_start) code = NO_LICENCE;
    else if (crash != NULL) die(crash);
    else code = atoi(ended);
    break;
  }
  free(line);
  return code;
}

static bool start_engine(void) {
  int request[2], reply[2];
  if (pipe2(request, O_CLOEXEC) != 0) return false;
  if (pipe2(reply, O_CLOEXEC) != 0) return false;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, request[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, reply[1], STDOUT_FILENO);
  char *arguments[] = {NODE, ENTRY, DIRECTORY, EDITION, VERSION, "--bridge", NULL};
  pid_t child;
  int failure = posix_spawn(&child, NODE, &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(request[0]);
  close(reply[1]);
  if (failure != 0) {
    close(request[1]);
    close(reply[0]);
    return false;
  }
  to_engine = request[1];
  from_engine = fdopen(reply[0], "r");
  return from_engine != NULL;
}

/* Starts Stata. 0, or NO_LICENCE: then it has said why. */
EXPORT int StataSO_Main(int argc, char **argv) {
  bool is_quiet = false;
  for (int index = 1; index < argc; index++) is_quiet |= strcmp(argv[index], "-q") == 0;
  if (to_engine >= 0) return 0;
  if (!start_engine()) return -1;
  struct text line = {0};
  append_string(&line, "{\"id\":1,\"do\":\"start\",\"splash\":");
  append_string(&line, is_quiet ? "false}\n" : "true}\n");
  bool is_sent = send_line(&line);
  free(line.bytes);
  return is_sent ? await_end(true) : -1;
}

/* Runs a command, and blocks until it is done. Its return code is Stata's. */
EXPORT int StataSO_Execute(const char *command, bool echo) {
  if (to_engine < 0) return -1;
  pthread_mutex_lock(&execute_lock);
  struct text line = {0};
  char id[32], *directory = getcwd(NULL, 0);
  snprintf(id, sizeof id, "{\"id\":%d,", ++last_id + 1);
  append_string(&line, id);
  append_string(&line, "\"do\":\"run\",\"echo\":");
  append_string(&line, echo ? "true" : "false");
  append_string(&line, ",\"directory\":");
  append_json(&line, directory == NULL ? "" : directory);
  append_string(&line, ",\"code\":");
  append_json(&line, command);
  append_string(&line, "}\n");
  int code = send_line(&line) ? await_end(false) : -1;
  free(line.bytes);
  free(directory);
  pthread_mutex_unlock(&execute_lock);
  return code;
}

/* What has been said since it was last asked, and empties it. May be called while Execute runs. */
EXPORT char *StataSO_GetOutputBuffer(void) {
  pthread_mutex_lock(&waiting_lock);
  free(handed_out);
  handed_out = waiting.bytes == NULL ? strdup("") : waiting.bytes;
  waiting = (struct text){0};
  pthread_mutex_unlock(&waiting_lock);
  return handed_out;
}

EXPORT void StataSO_ClearOutputBuffer(void) {
  pthread_mutex_lock(&waiting_lock);
  waiting.length = 0;
  if (waiting.bytes != NULL) waiting.bytes[0] = '\0';
  pthread_mutex_unlock(&waiting_lock);
}

/* It grows as it has to. */
EXPORT int StataSO_SetOutputBufferSz(size_t bytes) {
  (void)bytes;
  return 0;
}

/* Presses Break, from any thread. */
EXPORT void StataSO_SetBreak(void) {
  struct text line = {0};
  append_string(&line, "{\"id\":0,\"do\":\"break\"}\n");
  send_line(&line);
  free(line.bytes);
}

EXPORT void StataSO_Shutdown(void) {
  pthread_mutex_lock(&request_lock);
  if (to_engine >= 0) close(to_engine);
  to_engine = -1;
  pthread_mutex_unlock(&request_lock);
}
