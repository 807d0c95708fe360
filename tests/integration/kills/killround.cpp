// SPDX-License-Identifier: GPL-3.0-or-later
#include "killround.h"

#include "restart.h"

#include <QJsonDocument>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

Program::Account behind(Program::Account account, const AwsDouble &aws)
{
    account.endpoint = aws.endpoint();
    return account;
}

} // namespace

KillRound::KillRound(const Program::Account &account, KillCount &count)
    : m_aws(account.endpoint)
    , m_account(behind(account, m_aws))
    , m_program(m_account)
    , m_journal(m_folder.filePath(u"journal.db"_s))
    , m_count(count)
{
}

void KillRound::begin(const Write &write, const Crash &crash, int random)
{
    m_write = write;
    m_crash = crash;
    if (crash.isFirstStart()) {
        m_newest = 0;
        m_journal = m_folder.filePath(u"first%1/journal.db"_s.arg(random));
    }
    m_aws.clearRules();
    m_aws.forgetLedger();
    if (crash.isUnheard())
        m_aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, write.operation()}}}, {u"times"_s, 1},
            {u"answer"_s, QJsonObject{{u"fault"_s, u"silent"_s}}}});
    const QJsonObject orders{{u"account"_s, m_account.toJson()}, {u"journal"_s, m_journal}, {u"uses"_s, write.uses},
        {u"input"_s, write.input}, {u"point"_s, static_cast<int>(crash.point)}, {u"seed"_s, crash.seed},
        {u"random"_s, random}};
    m_victim.setProcessChannelMode(QProcess::MergedChannels);
    m_victim.start(QStringLiteral(SM_BINARY_DIR "/tests/integration/kills/killvictim"),
        {QString::fromUtf8(QJsonDocument(orders).toJson(QJsonDocument::Compact))});
}

QString KillRound::lived()
{
    // It may have ended already, while the other round turned the event loop.
    const bool ended = m_victim.state() == QProcess::NotRunning || m_victim.waitForFinished(30'000);
    if (ended && m_victim.exitStatus() == QProcess::CrashExit && m_victim.exitCode() == SIGKILL)
        return {};
    m_victim.kill();
    return u"it lived: "_s + QString::fromUtf8(m_victim.readAll()).trimmed();
}

/// A token that was sent twice counts once, for the service knows it; moto alone does not.
int KillRound::effects()
{
    const bool hasToken = m_program.catalog.entry(m_write.uses)->repeat == Repeat::Token;
    QSet<QString> bodies;
    int all = 0;
    const QJsonArray ledger = m_aws.ledger();
    for (const QJsonValue effect : ledger) {
        if (effect[u"operation"] != m_write.operation() || effect[u"status"].toInt() >= 300)
            continue;
        ++all;
        bodies << effect[u"bodySha256"].toString();
    }
    return hasToken ? static_cast<int>(bodies.size()) : all;
}

/// The service goes on when its client has died.
void KillRound::awaitEffects()
{
    const QDeadlineTimer limit(5'000);
    while (effects() < m_crash.effects() && !limit.hasExpired())
        QTest::qWait(1);
}

QString KillRound::finish()
{
    if (const QString words = lived(); !words.isEmpty())
        return words;
    ++m_count.kills;
    m_count.writes << m_write.uses;
    awaitEffects();

    Restart restart(m_program, m_journal, m_newest, [this] { return effects(); });
    const QString problem = restart.after(m_crash, m_write);
    m_newest = restart.newest();
    m_count.lost += restart.lost() ? 1 : 0;
    m_count.doubled += effects() > 1 ? 1 : 0;
    m_count.looked += restart.looked();
    m_count.asked += restart.asked();
    m_count.restarts << restart.milliseconds();
    return problem;
}

} // namespace sm::test
