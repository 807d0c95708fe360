// SPDX-License-Identifier: GPL-3.0-or-later
#include "datatable.h"

#include <QFile>

#include <zlib.h>

#include <array>
#include <limits>
#include <memory>

namespace sm::bench {

namespace {

QByteArray contents(const QString &path)
{
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(QFile::encodeName(path).constData(), "rb"), gzclose);
    QByteArray bytes;
    if (!file)
        return bytes;
    std::array<char, 1 << 16> piece{};
    for (int count = 0; (count = gzread(file.get(), piece.data(), piece.size())) > 0;)
        bytes.append(piece.data(), count);
    return bytes;
}

} // namespace

QList<QList<QByteArray>> readTable(const QString &path)
{
    QList<QList<QByteArray>> rows;
    const QList<QByteArray> lines = contents(path).split('\n');
    for (const QByteArray &line : lines) {
        QByteArray plain = line.trimmed();
        plain.replace('"', "");
        if (!plain.isEmpty())
            rows.append(plain.split(','));
    }
    return rows;
}

double number(const QByteArray &text)
{
    bool isNumber = false;
    const double value = text.trimmed().toDouble(&isNumber);
    return isNumber ? value : std::numeric_limits<double>::quiet_NaN();
}

QString dataFolder(int argc, char **argv, const QString &name)
{
    if (argc > 1)
        return QString::fromLocal8Bit(argv[1]);
    const QString vectors = qEnvironmentVariable("STATIONMASTER_VECTORS");
    return (vectors.isEmpty() ? QStringLiteral("../shared/data") : vectors) + u'/' + name;
}

} // namespace sm::bench
