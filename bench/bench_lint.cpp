// SPDX-License-Identifier: GPL-3.0-or-later
// Import and lint of the runbooks in a folder, in milliseconds. The first round also unpacks the service models, as a
// program does that has just started; the others are the median.
#include <commandline/awscli.h>
#include <lint/lint.h>
#include <markdown/outline.h>
#include <markdown/reader.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace sm;

namespace {

/// Findings and steps, so that nothing of the work can be left out.
qsizetype importAndLint(
    const QString &name, const QByteArray &bytes, const aws::Models &models, const commandline::AwsReader &aws)
{
    const Result<markdown::Document> document = markdown::read(name, bytes);
    if (!document)
        return 0;
    const Result<QList<markdown::ImportedRunbook>> runbooks = markdown::outline(*document, aws);
    return lint::lint(*document, models, aws).size() + (runbooks ? runbooks->size() : 0);
}

} // namespace

int main(int argc, char **argv)
{
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    QList<QByteArray> texts;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            texts.append(file.readAll());
    }
    const aws::Models models;
    const commandline::AwsReader aws(models);
    QList<double> milliseconds;
    qsizetype found = 0;
    for (int round = 0; round < 9; ++round) {
        QElapsedTimer clock;
        clock.start();
        found = 0;
        for (const QByteArray &text : texts)
            found += importAndLint(QStringLiteral("bench.md"), text, models, aws);
        milliseconds.append(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    const double first = milliseconds.takeFirst();
    std::sort(milliseconds.begin(), milliseconds.end());
    std::printf("{\"files\": %d, \"found\": %d, \"firstMilliseconds\": %.1f, \"milliseconds\": %.1f}\n",
        static_cast<int>(texts.size()), static_cast<int>(found), first, milliseconds.at(milliseconds.size() / 2));
    return texts.isEmpty() ? 1 : 0;
}
