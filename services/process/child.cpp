// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.h"

#include "childsetup.h"

#include <QCoreApplication>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

namespace sm::process {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto betweenLooks = 20ms;

Received::Line listener(const Sink &sink, Stream stream)
{
    if (!sink)
        return {};
    return [sink, stream](const QByteArray &line) { sink(stream, line); };
}

} // namespace

Child::Child(const QString &path, Command command, const QProcessEnvironment &environment, const Sink &sink)
    : m_command(std::move(command))
    , m_process(std::make_unique<QProcess>())
    , m_output(m_command.keptBytes, listener(sink, Stream::Output))
    , m_errors(m_command.keptBytes, listener(sink, Stream::Errors))
{
    prepare(path, environment);
    connectProcess();
}

Child::~Child()
{
    if (m_process->state() == QProcess::NotRunning)
        return;
    QProcess *stuck = m_process.release(); // its destructor would wait
    stuck->disconnect();
    connect(stuck, &QProcess::finished, stuck, &QObject::deleteLater);
}

void Child::prepare(const QString &path, const QProcessEnvironment &environment)
{
    m_process->setProgram(path);
    m_process->setArguments(m_command.arguments);
    m_process->setProcessEnvironment(environment);
    m_process->setWorkingDirectory(m_command.folder.isEmpty() ? u"/"_s : m_command.folder);
    m_process->setStandardInputFile(QProcess::nullDevice());
}

void Child::connectProcess()
{
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this,
        [this] { read(m_output, m_process->readAllStandardOutput()); });
    connect(m_process.get(), &QProcess::readyReadStandardError, this,
        [this] { read(m_errors, m_process->readAllStandardError()); });
    connect(m_process.get(), &QProcess::finished, this, &Child::leaderEnded);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(m_process->errorString());
    });
}

/// A file in memory instead of a pipe: nothing has to be fed while the program runs, no copy of a secret stays with
/// us, and the kernel wipes it.
bool Child::provideInput()
{
    if (m_command.input.isEmpty() && m_command.secretInput.isEmpty())
        return true;
    const int file = ::memfd_create("input", MFD_CLOEXEC);
    ::fchmod(file, S_IRUSR | S_IWUSR); // some programs take secrets from files of their user's alone only
    if (file < 0 || !m_input.open(file, QIODevice::ReadWrite | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return false;
    const QByteArrayView secret = m_command.secretInput.reveal();
    return m_input.write(secret.data(), secret.size()) == secret.size()
        && m_input.write(m_command.input) == m_command.input.size() && m_input.seek(0);
}

void Child::start()
{
    if (!provideInput()) {
        fail(tr("There is no memory for its input."));
        return;
    }
    m_process->setChildProcessModifier([parent = ::getpid(), input = m_input.handle()] { becomeChild(parent, input); });
    m_running.start();
    m_process->start(QIODevice::ReadOnly);
    m_group = m_process->processId();
    m_input.close();
    if (m_process->state() != QProcess::NotRunning)
        startTimers();
}

void Child::startTimers()
{
    for (QTimer *timer : {&m_limit, &m_silence, &m_grace})
        timer->setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { stop(End::Limit); });
    connect(&m_silence, &QTimer::timeout, this, [this] { stop(End::Silence); });
    connect(&m_grace, &QTimer::timeout, this, &Child::kill);
    connect(&m_rest, &QTimer::timeout, this, &Child::lookForTheRest);
    if (m_command.limit > 0ms)
        m_limit.start(m_command.limit);
    if (m_command.silence > 0ms)
        m_silence.start(m_command.silence);
}

void Child::read(Received &stream, const QByteArray &bytes)
{
    if (m_silence.isActive())
        m_silence.start();
    stream.add(bytes);
}

void Child::stop(End reason)
{
    if (m_end != End::Itself || m_isOver)
        return;
    m_end = reason;
    m_limit.stop();
    m_silence.stop();
    signalGroup(SIGTERM);
    m_grace.start(m_command.grace);
}

void Child::fail(const QString &problem)
{
    m_end = End::NotStarted;
    m_startProblem = problem;
    finish();
}

void Child::leaderEnded()
{
    m_duration = std::chrono::milliseconds(m_running.elapsed());
    if (m_isOver)
        return;
    read(m_output, m_process->readAllStandardOutput());
    read(m_errors, m_process->readAllStandardError());
    if (m_end != End::Itself) {
        m_rest.start(betweenLooks); // what it started has the same grace
        return;
    }
    signalGroup(SIGKILL); // nothing goes on behind the journal's back
    finish();
}

void Child::lookForTheRest()
{
    if (!isGroupAlive())
        finish();
}

void Child::kill()
{
    signalGroup(SIGKILL);
    if (m_process->state() == QProcess::NotRunning) {
        finish();
        return;
    }
    // Only a leader that hangs in the kernel is still there after the same time again; it is left behind.
    m_grace.disconnect(this);
    connect(&m_grace, &QTimer::timeout, this, &Child::finish);
    m_grace.start(std::max<std::chrono::milliseconds>(m_command.grace, 1s));
}

/// The group keeps its number until its last member is gone, so that no stranger is met here.
void Child::signalGroup(int signal) const
{
    if (m_group <= 1)
        return;
    const auto group = static_cast<pid_t>(m_group);
    if (::kill(-group, signal) != 0 && m_process->state() != QProcess::NotRunning)
        ::kill(group, signal); // it has not yet made its group
}

bool Child::isGroupAlive() const { return m_group > 1 && ::kill(-static_cast<pid_t>(m_group), 0) == 0; }

void Child::finish()
{
    if (std::exchange(m_isOver, true))
        return;
    for (QTimer *timer : {&m_limit, &m_silence, &m_grace, &m_rest})
        timer->stop();
    m_output.finish();
    m_errors.finish();
    Q_EMIT over();
}

Outcome Child::outcome() const
{
    const bool wasKilled = m_process->exitStatus() == QProcess::CrashExit;
    Outcome outcome;
    outcome.exitCode = wasKilled ? 0 : m_process->exitCode();
    outcome.signal = wasKilled ? m_process->exitCode() : 0;
    outcome.output = m_output.kept();
    outcome.errors = m_errors.kept();
    outcome.duration = m_duration;
    return outcome;
}

} // namespace sm::process
