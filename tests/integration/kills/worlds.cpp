// SPDX-License-Identifier: GPL-3.0-or-later
#include "worlds.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

const QString Folder = QStringLiteral(SM_SOURCE_DIR "/tests/integration/");
const QStringList Files{Folder + u"undo/scenarios.json"_s, Folder + u"kills/more.json"_s};

QJsonArray scenarios()
{
    QJsonArray all;
    for (const QString &name : Files) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QJsonArray some = QJsonDocument::fromJson(file.readAll())[u"scenarios"].toArray();
        for (const QJsonValue each : some)
            all << each;
    }
    return all;
}

} // namespace

Worlds::Worlds()
    : m_server(QStringList{Folder + u"kills/worlds.py"_s, Folder + u"undo/prepare.py"_s} + Files)
{
}

QJsonDocument Worlds::ask(const QString &path)
{
    net::HttpRequest request;
    request.verb = "GET";
    request.url = (m_server.facts()[u"endpoint"].toString() + path).toUtf8();
    request.stallTimeout = std::chrono::minutes(2);
    const auto reply = await(m_transport.send(request, {}), std::chrono::minutes(2));
    return reply && *reply ? QJsonDocument::fromJson((*reply)->body) : QJsonDocument();
}

QList<Write> Worlds::writes()
{
    const QJsonArray known = scenarios();
    const QJsonArray inputs = ask(u"/inputs"_s).array();
    if (inputs.size() != known.size())
        return {};
    QList<Write> all;
    for (qsizetype i = 0; i < known.size(); ++i) {
        const QString uses = u"aws:"_s + known.at(i)[u"uses"].toString();
        all << Write{uses, (uses + u' ' + known.at(i)[u"case"].toString()).trimmed(), inputs.at(i).toObject()};
    }
    return all;
}

Program::Account Worlds::next()
{
    QJsonObject account = m_server.facts();
    account.insert(u"endpoint"_s, ask(u"/world"_s)[u"endpoint"]);
    return Program::Account::from(account);
}

} // namespace sm::test
