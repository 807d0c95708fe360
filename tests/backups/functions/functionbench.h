// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smallarchive.h"

#include <executors/systembench.h>

#include <core/json.h>
#include <functions/functionexecutor.h>
#include <functions/functionplanner.h>
#include <net/transport.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>
#include <support/motoaccount.h>

#include <QJsonArray>

namespace sm::test {

inline const QByteArray canary = "canary-of-the-environment";

#define QVERIFY_DONE(event) QVERIFY2((event).state == StepState::Done, qPrintable(why(event)))

/// Where Lambda says that code is: moto names a place that is not there.
class CodeServer final : public net::Transport
{
public:
    QCoro::Task<Result<net::HttpReply>> send(net::HttpRequest request, CancelToken) override
    {
        ++asked;
        net::HttpReply reply;
        const QByteArray range = net::headerValue(request.headers, "Range").mid(6);
        const QByteArrayList ends = range.split('-');
        reply.status = status != 0 ? status : 206;
        reply.body = reply.status == 206
            ? code.mid(ends.value(0).toInt(), ends.value(1).toInt() - ends.value(0).toInt() + 1)
            : code;
        if (failures-- > 0)
            co_return Error(Error::Kind::Network, u"lost: "_s + QString::fromUtf8(request.url)).withCode(u"Broken"_s);
        co_return reply;
    }

    QByteArray code;
    int status = 0; ///< in place of 206
    int failures = 0; ///< of the next requests
    int asked = 0;
};

/// Functions of moto, a vault, and what keeps and restores them.
class FunctionBench
{
public:
    explicit FunctionBench(const MotoServer &moto)
        : account(moto, known.catalog)
        , m_moto(moto)
    {
    }
    bool makeRole()
    {
        const QByteArray policy
            = QByteArray(R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal":)")
            + R"({"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})";
        return isTaken(u"iam"_s, "/", "application/x-www-form-urlencoded",
            "Action=CreateRole&Version=2010-05-08&RoleName=fn&AssumeRolePolicyDocument=" + policy.toPercentEncoding());
    }
    Result<QJsonObject> ask(const QString &operation, QJsonObject input)
    {
        return account.ask(u"lambda"_s, operation, input);
    }
    static QString text(const QByteArray &code) { return QString::fromLatin1(code.toBase64()); }
    /// Its code is what the CodeServer has from then on.
    bool create(const QString &name, const QByteArray &code, const QJsonObject &more = {})
    {
        server.code = code;
        const QJsonObject variables{{u"MODE"_s, u"plain"_s}, {u"API_KEY"_s, QString::fromUtf8(canary)}};
        QJsonObject input{{u"FunctionName"_s, name}, {u"Runtime"_s, u"python3.11"_s},
            {u"Role"_s, u"arn:aws:iam::123456789012:role/fn"_s}, {u"Handler"_s, u"main.handler"_s},
            {u"Code"_s, QJsonObject{{u"ZipFile"_s, text(code)}}}, {u"Timeout"_s, 10}, {u"MemorySize"_s, 128},
            {u"Description"_s, u"Chats"_s}, {u"Environment"_s, QJsonObject{{u"Variables"_s, variables}}}};
        for (auto it = more.begin(); it != more.end(); ++it)
            input.insert(it.key(), *it);
        return isTaken(u"lambda"_s, "/2015-03-31/functions", "application/json", toCompactJson(input));
    }
    /// A file with other code.
    QString archiveFile(const QByteArray &text) const
    {
        QFile file(folder.filePath(QString::fromLatin1(text) + u".zip"_s));
        const QByteArray archive = archiveOf({{"main.py", text}});
        return file.open(QIODevice::WriteOnly) && file.write(archive) == archive.size() ? file.fileName() : QString();
    }
    /// Other code, other memory, a variable changed and one added.
    bool change(const QString &name)
    {
        server.code = archiveOf({{"main.py", "other"}});
        const QJsonObject variables{{u"MODE"_s, u"other"_s}, {u"MORE"_s, u"1"_s}};
        return ask(u"UpdateFunctionCode"_s, {{u"FunctionName"_s, name}, {u"ZipFile"_s, text(server.code)}})
            && ask(u"UpdateFunctionConfiguration"_s,
                {{u"FunctionName"_s, name}, {u"MemorySize"_s, 512},
                    {u"Environment"_s, QJsonObject{{u"Variables"_s, variables}}}});
    }
    QJsonValue configuration(const QString &name)
    {
        return ask(u"GetFunction"_s, {{u"FunctionName"_s, name}}).value_or(QJsonObject()).value(u"Configuration"_s);
    }
    operations::StepEvent run(
        const QString &verb, const QString &name, QJsonObject with = {}, const std::function<void()> &meanwhile = {})
    {
        with.insert(u"asset"_s, name);
        with.insert(u"function"_s, name);
        return all.runStep(stepOf(u"function:"_s + verb, with), meanwhile);
    }
    QStringList filesWith(const QByteArray &bytes) const
    {
        QStringList found = all.filesWith(bytes);
        QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile each(files.next());
            if (!each.open(QIODevice::ReadOnly) || each.readAll().contains(bytes))
                found << each.fileName();
        }
        return found;
    }

    Knowledge known;
    MotoAccount account;
    CodeServer server;
    QTemporaryDir folder;
    SystemInfo system{{u"shop"_s}, u"Shop"_s, Environment::Development, {}, {}, {}, {}, {}, {}, {}};
    QStringList lines;
    backups::Vault vault{folder.filePath(u"vault"_s)};
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    InstantSleeper sleeper;
    executors::LiveOutput live = [this](const Step &, const QString &line) { lines << line; };
    backups::FunctionExecutor executor{
        system, {account.caller, account.models, server, sleeper, vault, captures}, live};
    backups::FunctionPlanner planner{known.catalog};
    operations::Planner reads{known.catalog, known.models, {&planner}};
    backups::BackupExecutor backup{{system, vault, account.clock}, operations::Executors({&executor}), reads};
    backups::BackupPlanner backupPlanner{known.catalog, reads};
    SystemBench all{known, {&executor, &backup}, {&planner, &backupPlanner}, sleeper};

private:
    /// For what the program itself has no use for; moto checks no signatures here.
    bool isTaken(const QString &service, const QByteArray &path, const QByteArray &type, const QByteArray &body)
    {
        net::HttpRequest request{"POST", m_moto.endpoint().toLatin1() + path, {}, body};
        const QString scope = u"%1/20260801/%2/%3/aws4_request"_s.arg(m_moto.accessKeyId(), m_moto.region(), service);
        request.headers = {{"Content-Type", type},
            {"Authorization", "AWS4-HMAC-SHA256 Credential=" + scope.toLatin1() + ", SignedHeaders=host, Signature=0"}};
        const auto reply = await(account.transport.send(request, {}), std::chrono::seconds(60));
        const bool isFine = reply && *reply && (**reply).status / 100 == 2;
        if (!isFine)
            qWarning("moto refused: %s", reply && *reply ? (**reply).body.constData() : "no answer");
        return isFine;
    }

    const MotoServer &m_moto;
};

inline QByteArray code()
{
    return archiveOf({{"main.py", "def handler(event, context): return 1\n"}, {"data.txt", "x"}});
}

inline const QJsonObject newest{{u"backup"_s, u"newest"_s}};

} // namespace sm::test
