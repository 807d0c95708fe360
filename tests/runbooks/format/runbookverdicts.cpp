// SPDX-License-Identifier: GPL-3.0-or-later
#include "yamlparser.h"

#include <core/json.h>
#include <runbooks/runbookreader.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

/// For each file that is named, a line of JSON: what it holds, and what the reader finds wrong with it.
int main(int count, char **arguments)
{
    for (int i = 1; i < count; ++i) {
        QFile file(QString::fromLocal8Bit(arguments[i]));
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        const QByteArray yaml = file.readAll();
        sm::runbooks::Problems unused;
        const auto root = sm::runbooks::parseYaml(file.fileName(), yaml, unused);
        QJsonArray problems;
        for (const sm::runbooks::Problem &problem : sm::runbooks::readRunbook(file.fileName(), yaml).problems)
            problems.append(problem.text());
        const QJsonObject line{{u"file"_s, file.fileName()}, {u"problems"_s, problems},
            {u"document"_s, root ? sm::runbooks::jsonOf(*root) : QJsonValue()}};
        std::puts(sm::toCompactJson(line).constData());
    }
    return 0;
}
