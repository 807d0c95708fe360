// SPDX-License-Identifier: GPL-3.0-or-later
// Copies a table out as CSV, to nowhere.
//
//     bench_copy SOCKET_FOLDER PORT TABLE
//
// prints {"rows": …, "bytes": …, "peakMegabytes": …}; the last is of this program alone, whoever started it.
#include <postgres/connection.h>
#include <postgres/identifier.h>

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace sm;
using namespace sm::postgres;
using namespace Qt::Literals::StringLiterals;

namespace {

Settings settingsOf(char **argv)
{
    Settings settings;
    settings.host = QString::fromLocal8Bit(argv[1]);
    settings.port = static_cast<quint16>(QByteArray(argv[2]).toInt());
    settings.user = settings.database = u"postgres"_s;
    return settings;
}

double peakMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    const QByteArray text = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
    const QByteArray name = "VmHWM:";
    return text.mid(text.indexOf(name) + name.size()).simplified().split(' ').first().toDouble() / 1024;
}

QCoro::Task<Result<CopyCount>> copy(Settings settings, QString table)
{
    const auto opened = co_await Connection::open(std::move(settings), CancelToken());
    if (!opened)
        co_return opened.error();
    QFile nowhere(u"/dev/null"_s);
    if (!nowhere.open(QIODevice::WriteOnly))
        co_return Error(Error::Kind::Storage, nowhere.errorString());
    CopyQuery query;
    query.sql = u"TABLE "_s + table;
    co_return co_await (*opened)->copyOut(query, copyTo(&nowhere), CancelToken());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Result<QString> table = quoteIdentifier(argc == 4 ? QString::fromLocal8Bit(argv[3]) : QString());
    if (!table)
        return 2;
    QCoro::connect(copy(settingsOf(argv), *table), &application, [](const Result<CopyCount> &copied) {
        if (copied)
            std::printf("{\"rows\": %lld, \"bytes\": %lld, \"peakMegabytes\": %.1f}\n", copied->rows, copied->bytes,
                peakMegabytes());
        else
            std::fprintf(stderr, "%s\n", qPrintable(copied.error().message()));
        QCoreApplication::exit(copied ? 0 : 2);
    });
    return QCoreApplication::exec();
}
