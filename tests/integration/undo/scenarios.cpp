// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

const QString script = QStringLiteral(SM_UNDO_FOLDER "/prepare.py");
const QString data = QStringLiteral(SM_UNDO_FOLDER "/scenarios.json");

QJsonObject readData()
{
    QFile file(data);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString nameOf(const QJsonValue &scenario)
{
    const QString uses = scenario[u"uses"].toString();
    const QString which = scenario[u"case"].toString();
    return which.isEmpty() ? uses : uses + u' ' + which;
}

} // namespace

Scenarios::Scenarios(const MotoServer &moto)
{
    const QJsonObject known = readData();
    const QJsonArray scenarios = known[u"scenarios"].toArray();
    for (const QJsonValue scenario : scenarios)
        m_all << Scenario{u"aws:"_s + scenario[u"uses"].toString(), nameOf(scenario), {}};
    const QJsonObject beyond = known[u"beyondMoto"].toObject();
    for (auto it = beyond.begin(); it != beyond.end(); ++it)
        m_beyondMoto.insert(u"aws:"_s + it.key(), it.value());
    prepare(moto);
}

void Scenarios::prepare(const MotoServer &moto)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(PythonServer::python(), {u"-B"_s, script, data, moto.endpoint(), moto.region()});
    const bool ended = process.waitForFinished(120'000);
    const QJsonArray inputs = QJsonDocument::fromJson(process.readAllStandardOutput()).array();
    if (!ended || inputs.size() != m_all.size()) {
        m_failure = u"set-up: "_s + QString::fromUtf8(process.readAllStandardError());
        return;
    }
    for (qsizetype i = 0; i < inputs.size(); ++i)
        m_all[i].input = inputs.at(i).toObject();
}

} // namespace sm::test
