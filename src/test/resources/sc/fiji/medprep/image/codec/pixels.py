"""Dumps what pydicom, DCMTK and GDCM take the pixels of files for: python3 pixels.py OUTPUT < paths

For path number n: OUTPUT/n.samples (all frames, interleaved, little endian, as pixel_array has them before colours are
converted) and OUTPUT/n.plane (used bits only, signed values with half of the range added; RGB for colours). A line of
standard output says: n, oracle, transfer syntax, or why there is none.
"""
import os, subprocess, sys, tempfile, warnings
import numpy, pydicom
from pydicom.pixel_data_handlers.util import apply_color_lut, convert_color_space

warnings.simplefilter('ignore')
pydicom.config.settings.reading_validation_mode = pydicom.config.IGNORE
BIG_ENDIAN, JPEG, JPEG_LS = '1.2.840.10008.1.2.2', ('1.2.840.10008.1.2.4.5', '1.2.840.10008.1.2.4.7'), '1.2.840.10008.1.2.4.8'


def converted(path, uid, folder, colours):
    """The path of an uncompressed copy in little endian, and who made it."""
    out = os.path.join(folder, 'plain.dcm')
    tools = []
    if uid == BIG_ENDIAN: tools.append(['dcmconv', '+te', path, out])
    # one file says RGB, but is YCbCr as its JFIF marker says
    if uid.startswith(JPEG): tools.append(['dcmdjpeg', '+cn' if not colours else '+ca' if 'GH195' in path else '+cp', path, out])
    if uid.startswith(JPEG_LS): tools.append(['dcmdjpls', path, out])
    if uid != BIG_ENDIAN: tools.append(['gdcmconv', '-w', path, out])
    for tool in tools:
        if os.path.exists(out): os.remove(out)
        if subprocess.run(tool, capture_output=True, timeout=20).returncode == 0 and os.path.exists(out): return out, tool[0]
    raise ValueError('neither DCMTK nor GDCM reads it')


def arrays(path, uid, folder):
    """Samples and plane of the frames of a file."""
    who = 'pydicom'
    head = pydicom.dcmread(path, force=True, stop_before_pixels=True)
    compressed = uid.startswith('1.2.840.10008.1.2.4')
    samples = None
    if compressed and head.get('SamplesPerPixel', 1) > 1: samples = pydicom.dcmread(converted(path, uid, folder, False)[0]).pixel_array
    # pydicom 2.3.1 leaves single bytes in big endian words as they are; DCMTK takes 32 bits for two words
    if compressed or uid == BIG_ENDIAN and head.get('BitsAllocated', 0) <= 16: path, who = converted(path, uid, folder, True)
    d = pydicom.dcmread(path, force=True)
    if not hasattr(d.file_meta, 'TransferSyntaxUID'):
        d.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2' if d.is_implicit_VR else '1.2.840.10008.1.2.1' if d.is_little_endian else '1.2.840.10008.1.2.2'
    if 'PlanarConfiguration' not in d and d.SamplesPerPixel > 1: d.PlanarConfiguration = 0
    decoded = d.pixel_array
    if samples is None: samples = decoded
    colour = d.PhotometricInterpretation
    if colour == 'PALETTE COLOR':
        plane = apply_color_lut(decoded, d)
        if plane.dtype == numpy.uint16: plane = (plane >> 8 if plane.max() > 255 else plane).astype(numpy.uint8)
    elif d.SamplesPerPixel > 1:
        plane = convert_color_space(decoded, 'YBR_FULL', 'RGB') if colour.startswith('YBR_FULL') else decoded
    elif 'PixelData' not in d:
        plane = samples
    else:
        # 64 bits hold whatever stands in a file
        raw = samples.astype(numpy.int64)
        stored = d.BitsStored
        raw = raw >> max(0, d.get('HighBit', stored - 1) + 1 - stored) & (1 << stored) - 1
        if d.PixelRepresentation:
            raw = numpy.where(raw >> stored - 1, raw - (1 << stored), raw)
            if samples.itemsize < 4: raw += 1 << 8 * samples.itemsize - 1
        plane = raw.astype('u%d' % samples.itemsize)
    return samples, plane, who


with tempfile.TemporaryDirectory() as folder:
    for n, path in enumerate(sys.stdin.read().split('\n')):
        if not path: continue
        uid = '-'
        try:
            try:
                pydicom.dcmread(path, force=True)
            except Exception:
                # DCMTK reads what pydicom does not
                path = converted(path, BIG_ENDIAN, folder, True)[0]
            uid = str(getattr(pydicom.dcmread(path, force=True, stop_before_pixels=True).file_meta, 'TransferSyntaxUID', '-'))
            samples, plane, who = arrays(path, uid, folder)
            for name, array in (('samples', samples), ('plane', plane)):
                array.astype(array.dtype.newbyteorder('<')).tofile(os.path.join(sys.argv[1], '%d.%s' % (n, name)))
            print(n, uid, who, sep='\t')
        except Exception as e:
            print(n, uid, '', str(e).split('\n')[0][:120], sep='\t')
