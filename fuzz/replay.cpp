// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <QDir>
#include <QFile>

#include <cstdio>

// Gives every file of a folder to a target once, without libFuzzer: what was found stays fixed.
int main(int argc, char *argv[])
{
    int count = 0;
    const QDir folder(QFile::decodeName(argc > 1 ? argv[1] : "."));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        std::printf("%s\n", qPrintable(name));
        std::fflush(stdout); // the last name is the culprit's
        const QByteArray bytes = file.readAll();
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(bytes.constData()), static_cast<size_t>(bytes.size()));
        ++count;
    }
    return count > 0 ? 0 : 1;
}
